import type { FakeStore } from "./fakeStore.js";
import { bearer, number, slice } from "./paging.js";

const posthogFlags = ["new-nav", "half"].map((key, id) => ({
  id,
  key,
  active: true,
  deleted: false,
  archived: false,
  created_at: "2026-06-01T00:00:00Z",
  updated_at: "2026-07-01T00:00:00Z",
  last_called_at: "2026-11-20T00:00:00Z",
  filters: {
    groups: [{ properties: [], rollout_percentage: key === "half" ? 50 : 100, variant: null }],
    multivariate: null,
    payloads: {},
  },
}));

export const posthog: FakeStore = {
  type: "posthog",
  settings: { project: "12" },
  isAllowed: bearer,
  answer: ({ path, query }) => {
    if (path !== "/api/projects/12/feature_flags/") return undefined;
    const offset = number(query, "offset");
    const isLast = offset + 1 >= posthogFlags.length;
    // The address is another host's: nobody must follow it.
    const next = isLast ? null : "http://127.0.0.2:9/api/projects/12/feature_flags/?offset=1";
    return { count: posthogFlags.length, next, results: slice(posthogFlags, offset) };
  },
  expected: {
    "new-nav": {
      production: { lastEvaluated: "2026-11-20T00:00:00Z", since: "2026-07-01T00:00:00Z" },
    },
    half: { production: {} },
  },
};
