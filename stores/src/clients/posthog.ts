import { propertyOf } from "@halyard/core";
import { allPages } from "../http/pages.js";
import { isoOf, listIn, textAt } from "./json.js";
import type { FlagFacts, StoreClient } from "./storeClient.js";

const pageSize = 100;

/** PostHog: the flags of one project, which is one environment. */
export const posthog: StoreClient = {
  type: "posthog",
  title: "PostHog",
  home: "https://us.posthog.com",
  tokenPerEnvironment: true,
  needsProject: true,
  headers: (token) => ({ authorization: `Bearer ${token}` }),
  read: async (http, { project, environment }) => {
    const what = "the list of flags";
    const path = `/api/projects/${encodeURIComponent(project)}/feature_flags/`;
    const results = await allPages(
      async (offset) => {
        const answer = await http.ask({ what, path, query: { limit: pageSize, offset } });
        const items = listIn(answer, "results", what);
        // `next` is an address of the store's choice; only that there is one matters.
        const isLast = textAt(answer, "next") === undefined || items.length === 0;
        return { items, next: isLast ? undefined : offset + items.length };
      },
      { start: 0, most: http.pages, what },
    );
    const facts = new Map<string, FlagFacts>();
    for (const flag of results) {
      const key = textAt(flag, "key");
      if (key === undefined) continue;
      const since = isoOf(propertyOf(flag, "updated_at"));
      const called = propertyOf(flag, "last_called_at");
      const lastEvaluated = called === null ? null : isoOf(called);
      const created = isoOf(propertyOf(flag, "created_at"));
      facts.set(key, {
        ...(created !== undefined && { created }),
        archived: propertyOf(flag, "archived") === true || propertyOf(flag, "deleted") === true,
        environments: new Map([
          [
            environment,
            { ...(since && { since }), ...(lastEvaluated !== undefined && { lastEvaluated }) },
          ],
        ]),
      });
    }
    const living = results.filter((flag) => propertyOf(flag, "deleted") !== true);
    const payload = { text: JSON.stringify({ results: living }), environment };
    return { payloads: [payload], facts, unknownKeys: [], gaps: [] };
  },
};
