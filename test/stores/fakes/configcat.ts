import type { FakeStore } from "./fakeStore.js";

export const configcat: FakeStore = {
  type: "configcat",
  settings: {},
  isAllowed: ({ path }, token) => path.includes(`/${token}/`),
  answer: ({ path }) =>
    /^\/configuration-files\/[^/]+\/config_v6\.json$/.test(path)
      ? {
          p: { u: "https://cdn.example.test", r: 0, s: "salt" },
          f: {
            newNav: { t: 0, v: { b: true } },
            half: {
              t: 0,
              v: { b: false },
              p: [
                { p: 50, v: { b: true } },
                { p: 50, v: { b: false } },
              ],
            },
          },
        }
      : undefined,
  expected: { newNav: { production: {} }, half: { production: {} } },
};
