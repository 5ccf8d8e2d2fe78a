import type { FakeStore } from "./fakeStore.js";
import { bearer, number, slice } from "./paging.js";

const growthbookFeatures = ["new-nav", "half"].map((id) => ({
  id,
  dateCreated: "2026-06-01T00:00:00Z",
  dateUpdated: "2026-07-01T00:00:00Z",
  archived: false,
  valueType: "boolean",
  defaultValue: "true",
  environments: {
    production: {
      enabled: true,
      rules:
        id === "half"
          ? [
              {
                id: "r",
                type: "rollout",
                enabled: true,
                value: "false",
                coverage: 0.5,
                hashAttribute: "id",
              },
            ]
          : [],
    },
  },
}));

export const growthbook: FakeStore = {
  type: "growthbook",
  settings: {},
  isAllowed: bearer,
  answer: ({ path, query }) => {
    if (path !== "/api/v1/features") return undefined;
    const offset = number(query, "offset");
    const features = slice(growthbookFeatures, offset);
    const hasMore = offset + 1 < growthbookFeatures.length;
    return { features, total: 2, hasMore, nextOffset: hasMore ? offset + 1 : null };
  },
  expected: {
    "new-nav": { production: { since: "2026-07-01T00:00:00Z" } },
    half: { production: {} },
  },
};
