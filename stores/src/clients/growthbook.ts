import { propertyOf } from "@halyard/core";
import { allPages } from "../http/pages.js";
import { isoOf, listIn, numberAt, textAt } from "./json.js";
import type { FlagFacts, StoreClient } from "./storeClient.js";

const pageSize = 100;

/** GrowthBook: the features of the REST API, with every environment's rules. */
export const growthbook: StoreClient = {
  type: "growthbook",
  title: "GrowthBook",
  home: "https://api.growthbook.io",
  tokenPerEnvironment: false,
  needsProject: false,
  headers: (token) => ({ authorization: `Bearer ${token}` }),
  read: async (http, { project }) => {
    const what = "the list of features";
    const features = await allPages(
      async (offset) => {
        const query = { limit: pageSize, offset, ...(project !== "" && { projectId: project }) };
        const answer = await http.ask({ what, path: "/api/v1/features", query });
        const items = listIn(answer, "features", what);
        const hasMore = propertyOf(answer, "hasMore") === true && items.length > 0;
        return {
          items,
          next: hasMore ? (numberAt(answer, "nextOffset") ?? offset + items.length) : undefined,
        };
      },
      { start: 0, most: http.pages, what },
    );
    const facts = new Map<string, FlagFacts>();
    for (const feature of features) {
      const id = textAt(feature, "id");
      if (id === undefined) continue;
      const since = isoOf(propertyOf(feature, "dateUpdated"));
      const created = isoOf(propertyOf(feature, "dateCreated"));
      facts.set(id, {
        ...(created !== undefined && { created }),
        archived: propertyOf(feature, "archived") === true,
        environments: new Map([["", { ...(since !== undefined && { since }) }]]),
      });
    }
    return { payloads: [{ text: JSON.stringify({ features }) }], facts, unknownKeys: [], gaps: [] };
  },
  archive: async (http, { key }) => {
    const path = `/api/v1/features/${encodeURIComponent(key)}`;
    const what = `the archiving of "${key}"`;
    await http.ask({ what, path, method: "POST", body: { archived: true }, repeatable: true });
  },
};
