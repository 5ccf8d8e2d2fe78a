import type { FakeStore } from "./fakeStore.js";
import { number, slice } from "./paging.js";

const statsigGates = ["new_nav", "half"].map((id) => ({
  id,
  name: id,
  isEnabled: true,
  status: "In Progress",
  type: "TEMPORARY",
  createdTime: 1_780_000_000_000,
  lastModifiedTime: 1_788_000_000_000,
  holdoutIDs: [],
  rules: [
    {
      id: "r",
      name: "everyone",
      passPercentage: id === "half" ? 50 : 100,
      conditions: [{ type: "public" }],
      environments: ["production"],
    },
  ],
}));

export const statsig: FakeStore = {
  type: "statsig",
  settings: {},
  isAllowed: ({ headers }, token) => headers["statsig-api-key"] === token,
  answer: ({ path, query }) => {
    if (path !== "/console/v1/gates") return undefined;
    const page = number(query, "page");
    const nextPage = page < statsigGates.length ? `/console/v1/gates?page=${page + 1}` : null;
    const pagination = {
      itemsPerPage: 1,
      pageNumber: page,
      totalItems: 2,
      nextPage,
      previousPage: null,
    };
    return {
      message: "Gates listed successfully.",
      data: slice(statsigGates, page - 1),
      pagination,
    };
  },
  expected: { new_nav: { production: {} }, half: { production: {} } },
};
