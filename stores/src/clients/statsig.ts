import { propertyOf } from "@halyard/core";
import { allPages } from "../http/pages.js";
import { isoOf, listIn, textAt } from "./json.js";
import type { FlagFacts, StoreClient } from "./storeClient.js";

const pageSize = 100;

/** Statsig: the gates of the console API. Rules name their environments themselves. */
export const statsig: StoreClient = {
  type: "statsig",
  title: "Statsig",
  home: "https://statsigapi.net",
  tokenPerEnvironment: false,
  needsProject: false,
  headers: (token) => ({ "STATSIG-API-KEY": token, "STATSIG-API-VERSION": "20240601" }),
  read: async (http, { environment }) => {
    const what = "the list of gates";
    const gates = await allPages(
      async (page) => {
        const query = { limit: pageSize, page, includeArchived: "true" };
        const answer = await http.ask({ what, path: "/console/v1/gates", query });
        const items = listIn(answer, "data", what);
        const next = propertyOf(propertyOf(answer, "pagination"), "nextPage");
        const isLast = next === null || next === undefined || items.length === 0;
        return { items, next: isLast ? undefined : page + 1 };
      },
      { start: 1, most: http.pages, what },
    );
    const facts = new Map<string, FlagFacts>();
    for (const gate of gates) {
      const id = textAt(gate, "id");
      if (id === undefined) continue;
      const since = isoOf(propertyOf(gate, "lastModifiedTime"));
      const created = isoOf(propertyOf(gate, "createdTime"));
      facts.set(id, {
        ...(created !== undefined && { created }),
        archived: textAt(gate, "status") === "Archived",
        environments: new Map([["", { ...(since !== undefined && { since }) }]]),
      });
    }
    const payload = { text: JSON.stringify({ data: gates }), environment };
    return { payloads: [payload], facts, unknownKeys: [], gaps: [] };
  },
  archive: async (http, { key, reason }) => {
    const path = `/console/v1/gates/${encodeURIComponent(key)}/archive`;
    const body = { archiveReason: reason };
    await http.ask({
      what: `the archiving of "${key}"`,
      path,
      method: "PUT",
      body,
      repeatable: true,
    });
  },
};
