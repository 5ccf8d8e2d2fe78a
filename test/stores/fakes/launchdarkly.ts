import type { FakeStore } from "./fakeStore.js";
import { number, slice } from "./paging.js";

const launchdarklyFlags = ["new-nav", "half"].map((key) => ({
  key,
  name: key,
  kind: "boolean",
  temporary: true,
  archived: false,
  creationDate: 1_780_000_000_000,
  variations: [
    { _id: "a", value: true },
    { _id: "b", value: false },
  ],
  environments: {
    production: {
      on: true,
      lastModified: 1_788_000_000_000,
      targets: [],
      contextTargets: [],
      rules: [],
      fallthrough:
        key === "half"
          ? {
              rollout: {
                variations: [
                  { variation: 0, weight: 50_000 },
                  { variation: 1, weight: 50_000 },
                ],
              },
            }
          : { variation: 0 },
      offVariation: 1,
      prerequisites: [],
    },
  },
}));

export const launchdarkly: FakeStore = {
  type: "launchdarkly",
  settings: { project: "shop" },
  isAllowed: ({ headers }, token) =>
    headers.authorization === token && headers["ld-api-version"] === "20240415",
  answer: ({ path, query }) => {
    if (path === "/api/v2/projects/shop/environments") {
      const items = ["test", "qa", "staging", "production"].map((key) => ({ key }));
      return { items: slice(items, number(query, "offset"), 2), totalCount: items.length };
    }
    if (path === "/api/v2/flags/shop") {
      const asked = query.getAll("env");
      if (asked.length === 0 || asked.length > 3) return 400;
      const all = query.get("filter") === "state:archived" ? [] : launchdarklyFlags;
      const items = slice(all, number(query, "offset")).map((flag) => ({
        ...(flag as object),
        environments: Object.fromEntries(
          asked.map((key) => [
            key,
            (flag as (typeof launchdarklyFlags)[0]).environments.production,
          ]),
        ),
      }));
      return { items, totalCount: all.length };
    }
    if (path.startsWith("/api/v2/flag-statuses/shop/") && !path.endsWith("/production")) {
      return { items: [] };
    }
    if (path === "/api/v2/flag-statuses/shop/production") {
      const link = (key: string) => ({ parent: { href: `/api/v2/flags/shop/${key}` } });
      return {
        items: [
          { name: "launched", lastRequested: "2026-11-20T00:00:00Z", _links: link("new-nav") },
        ],
      };
    }
    return undefined;
  },
  expected: {
    "new-nav": {
      production: { since: "2026-08-29T10:40:00.000Z", lastEvaluated: "2026-11-20T00:00:00.000Z" },
    },
    half: { production: {} },
  },
};
