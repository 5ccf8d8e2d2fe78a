import type { FakeStore } from "./fakeStore.js";
import { number, slice } from "./paging.js";

const unleashFlags = ["new-nav", "half"].map((name) => ({
  name,
  type: "release",
  project: "default",
  createdAt: "2026-06-01T00:00:00.000Z",
  archivedAt: null,
  dependencyType: null,
  environments: [
    {
      name: "production",
      type: "production",
      enabled: true,
      lastSeenAt: "2026-11-20T00:00:00.000Z",
    },
  ],
}));

export const unleash: FakeStore = {
  type: "unleash",
  settings: { project: "default" },
  isAllowed: ({ headers }, token) => headers.authorization === token,
  answer: ({ path, query, method, body }) => {
    if (path === "/api/admin/environments") {
      return {
        version: 1,
        environments: [{ name: "production", type: "production", enabled: true }],
      };
    }
    if (path === "/api/admin/search/features") {
      const archived = query.get("archived") === "IS:true";
      const all = archived
        ? [{ ...unleashFlags[0], name: "old", archivedAt: "2026-01-01T00:00:00.000Z" }]
        : unleashFlags;
      return { features: slice(all, number(query, "offset")), total: all.length };
    }
    if (path === "/api/admin/features-batch/export" && method === "POST") {
      const { features } = JSON.parse(body) as { features: readonly string[] };
      return {
        features: features.map((name) => ({ name })),
        featureStrategies: features.map((featureName) => ({
          name: "flexibleRollout",
          featureName,
          parameters: { rollout: featureName === "half" ? "50" : "100", stickiness: "default" },
          constraints: [],
          segments: [],
        })),
        featureEnvironments: features.map((featureName) => ({
          featureName,
          name: featureName,
          environment: "production",
          enabled: true,
        })),
        segments: [],
        dependencies: [],
      };
    }
    if (path === "/api/admin/search/events") {
      const event = {
        type: "feature-environment-enabled",
        featureName: "new-nav",
        environment: "production",
      };
      return { events: [{ ...event, createdAt: "2026-07-01T00:00:00.000Z" }], total: 1 };
    }
    if (path === "/api/admin/metrics/unknown-flags") {
      return {
        unknownFlags: [
          {
            name: "ghost",
            lastEventAt: "2026-11-20T00:00:00.000Z",
            reports: [{ appName: "shop", environments: [{ environment: "production" }] }],
          },
        ],
      };
    }
    return undefined;
  },
  expected: {
    "new-nav": {
      production: {
        served: { on: 100 },
        since: "2026-07-01T00:00:00.000Z",
        lastEvaluated: "2026-11-20T00:00:00.000Z",
      },
    },
    half: { production: { served: { off: 100 }, since: "2026-06-01T00:00:00.000Z" } },
    old: {},
  },
};
