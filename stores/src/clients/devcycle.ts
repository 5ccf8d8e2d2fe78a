import { propertyOf } from "@halyard/core";
import { allPages } from "../http/pages.js";
import { isoOf, itemsAt, listIn, textAt } from "./json.js";
import type { FlagFacts, StoreClient } from "./storeClient.js";

const pageSize = 100;

/** DevCycle: the features of a project with every environment's configuration. */
export const devcycle: StoreClient = {
  type: "devcycle",
  title: "DevCycle",
  home: "https://api.devcycle.com",
  tokenPerEnvironment: false,
  needsProject: true,
  headers: (token) => ({ authorization: `Bearer ${token}` }),
  read: async (http, { project }) => {
    const home = `projects/${encodeURIComponent(project)}`;
    const list = (path: string, what: string, more: Readonly<Record<string, string>> = {}) =>
      allPages(
        async (page) => {
          const query = { page, perPage: pageSize, ...more };
          const items = listIn(await http.ask({ what, path, query }), undefined, what);
          return { items, next: items.length < pageSize ? undefined : page + 1 };
        },
        { start: 1, most: http.pages, what },
      );
    const environments = await list(`/v1/${home}/environments`, "the list of environments");
    const features = await list(`/v2/${home}/features`, "the list of features");
    const archived = await list(`/v2/${home}/features`, "the list of archived features", {
      status: "archived",
    });
    const names = new Map(
      environments.map((one) => [textAt(one, "_id") ?? "", textAt(one, "key") ?? ""]),
    );
    const facts = new Map<string, FlagFacts>();
    for (const feature of [...features, ...archived]) {
      const key = textAt(feature, "key");
      if (key !== undefined) facts.set(key, factsOf(feature, names));
    }
    const known = new Set(features.map((feature) => textAt(feature, "key")));
    const all = [...features, ...archived.filter((one) => !known.has(textAt(one, "key")))];
    const text = JSON.stringify({ features: all, environments });
    return { payloads: [{ text }], facts, unknownKeys: [], gaps: [] };
  },
  archive: async (http, { key, project }) => {
    const path = `/v2/projects/${encodeURIComponent(project)}/features/${encodeURIComponent(key)}/status`;
    const body = { status: "archived" };
    await http.ask({
      what: `the archiving of "${key}"`,
      path,
      method: "PATCH",
      body,
      repeatable: true,
    });
  },
};

function factsOf(
  feature: Parameters<typeof textAt>[0],
  names: ReadonlyMap<string, string>,
): FlagFacts {
  const created = isoOf(propertyOf(feature, "createdAt"));
  const updated = isoOf(propertyOf(feature, "updatedAt"));
  const configurations = itemsAt(feature, "configurations").map((one) => {
    const id = textAt(one, "_environment") ?? "";
    const since = isoOf(propertyOf(one, "updatedAt")) ?? updated;
    return [names.get(id) ?? id, { ...(since !== undefined && { since }) }] as const;
  });
  return {
    ...(created !== undefined && { created }),
    archived: textAt(feature, "status") === "archived",
    environments: new Map(configurations),
  };
}
