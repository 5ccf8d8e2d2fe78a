import type { FakeStore } from "./fakeStore.js";

export const flagsmith: FakeStore = {
  type: "flagsmith",
  settings: {},
  isAllowed: ({ headers }, token) => headers["x-environment-key"] === token,
  answer: ({ path, headers }) =>
    path === "/api/v1/environment-document/"
      ? {
          id: 1,
          // The real document holds the key that asked for it.
          api_key: headers["x-environment-key"],
          name: "Live",
          updated_at: "2026-11-01T00:00:00Z",
          project: { id: 1, name: "shop", segments: [] },
          feature_states: [
            {
              feature: { id: 9, name: "new_nav", type: "STANDARD" },
              enabled: true,
              feature_state_value: null,
              multivariate_feature_state_values: [],
            },
          ],
          identity_overrides: [],
        }
      : undefined,
  expected: { new_nav: { production: {} } },
};
