import type { FakeStore } from "./fakeStore.js";
import { bearer, number, slice } from "./paging.js";

/** More than one page of 100. */
const devcycleFeatures = Array.from({ length: 103 }, (_, at) => ({
  _id: `f${at}`,
  key: `flag-${at}`,
  type: "release",
  status: "active",
  createdAt: "2026-06-01T00:00:00Z",
  updatedAt: "2026-07-01T00:00:00Z",
  variables: [{ key: `flag-${at}`, type: "Boolean" }],
  variations: [
    { _id: "on", key: "on", variables: { [`flag-${at}`]: true } },
    { _id: "off", key: "off", variables: { [`flag-${at}`]: false } },
  ],
  configurations: [
    {
      _environment: "e1",
      status: "active",
      targets: [
        {
          audience: { filters: { operator: "and", filters: [{ type: "all" }] } },
          distribution: [{ _variation: "on", percentage: 1 }],
        },
      ],
    },
  ],
}));

export const devcycle: FakeStore = {
  type: "devcycle",
  settings: { project: "shop" },
  isAllowed: bearer,
  answer: ({ path, query }) => {
    const from = (number(query, "page") - 1) * 100;
    if (path === "/v1/projects/shop/environments") return [{ _id: "e1", key: "production" }];
    if (path !== "/v2/projects/shop/features") return undefined;
    return query.get("status") === "archived" ? [] : slice(devcycleFeatures, from, 100);
  },
  expected: { "flag-0": { production: {} }, "flag-102": { production: {} } },
};
