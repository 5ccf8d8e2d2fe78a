import type { FakeStore } from "./fakeStore.js";

export const tggl: FakeStore = {
  type: "tggl",
  settings: {},
  isAllowed: ({ headers }, token) => headers["x-tggl-api-key"] === token,
  answer: ({ path }) =>
    path === "/config"
      ? [
          { slug: "new-nav", defaultVariation: { active: true, value: null }, conditions: [] },
          {
            slug: "half",
            defaultVariation: { active: false, value: null },
            conditions: [
              {
                rules: [
                  {
                    key: "clientId",
                    operator: "PERCENTAGE",
                    rangeStart: 0,
                    rangeEnd: 0.5,
                    seed: 7,
                    negate: false,
                  },
                ],
                variation: { active: true, value: null },
              },
            ],
          },
        ]
      : undefined,
  expected: { "new-nav": { production: {} }, half: { production: {} } },
};
