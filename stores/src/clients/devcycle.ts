import { isJsonArray, isJsonObject, propertyOf } from "@halyard/core";
import type { JsonObject, JsonValue } from "@halyard/core";
import { StoreFault } from "../http/fault.js";
import { allPages } from "../http/pages.js";
import type { StoreHttp } from "../http/storeHttp.js";
import { isoOf, itemsAt, listIn, textAt } from "./json.js";
import type { FlagFacts, StoreClient } from "./storeClient.js";

const pageSize = 100;

/**
 * DevCycle: the features of a project with every environment's configuration.
 *
 * Code reads variables; a feature has one or several of them, and it is the feature that is archived.
 */
export const devcycle: StoreClient = {
  type: "devcycle",
  title: "DevCycle",
  home: "https://api.devcycle.com",
  tokenPerEnvironment: false,
  needsProject: true,
  headers: (token) => ({ authorization: `Bearer ${token}` }),
  read: async (http, { project }) => {
    const home = `projects/${encodeURIComponent(project)}`;
    const environments = await list(http, `/v1/${home}/environments`, "the list of environments");
    const living = await list(http, `/v2/${home}/features`, "the list of features");
    const what = "the list of archived features";
    const archived = await list(http, `/v2/${home}/features`, what, { status: "archived" });
    const names = new Map(
      environments.map((one) => [textAt(one, "_id") ?? "", textAt(one, "key") ?? ""]),
    );
    const known = new Set(living.map((feature) => textAt(feature, "key")));
    const facts = new Map<string, FlagFacts>();
    const texts: string[] = [];
    for (const feature of [
      ...living,
      ...archived.filter((one) => !known.has(textAt(one, "key"))),
    ]) {
      const whole = await withConfigurations(http, `/v1/${home}`, feature, names);
      texts.push(JSON.stringify(whole));
      for (const key of keysOf(feature)) facts.set(key, factsOf(whole));
    }
    return { payloads: texts.map((text) => ({ text })), facts, unknownKeys: [], gaps: [] };
  },
  archive: async (http, { key, project }) => {
    const path = `/v2/projects/${encodeURIComponent(project)}/features/${encodeURIComponent(key)}`;
    const what = `the archiving of "${key}"`;
    const feature = await http.ask({ what: `feature "${key}"`, path });
    if (itemsAt(feature, "variables").length > 1) {
      const message = `keeps several variables in feature "${key}", which would go with it; archive it by hand`;
      throw new StoreFault("refused", message);
    }
    const body = { status: "archived" };
    await http.ask({ what, path: `${path}/status`, method: "PATCH", body, repeatable: true });
  },
};

function list(
  http: StoreHttp,
  path: string,
  what: string,
  more: Readonly<Record<string, string>> = {},
): Promise<readonly JsonValue[]> {
  return allPages(
    async (page) => {
      const query = { page, perPage: pageSize, ...more };
      const items = listIn(await http.ask({ what, path, query }), undefined, what);
      return { items, next: items.length < pageSize ? undefined : page + 1 };
    },
    { start: 1, most: http.pages, what },
  );
}

/** The feature with its configurations under the environments' keys; the list may leave them out. */
async function withConfigurations(
  http: StoreHttp,
  home: string,
  feature: JsonValue,
  names: ReadonlyMap<string, string>,
): Promise<JsonObject> {
  const key = textAt(feature, "key") ?? "";
  const what = `the configurations of "${key}"`;
  const path = `${home}/features/${encodeURIComponent(key)}/configurations`;
  const listed = propertyOf(feature, "configurations");
  const found = isJsonArray(listed)
    ? listed
    : listIn(await http.ask({ what, path }), undefined, what);
  const configurations = found.map((one): JsonObject => {
    const id = textAt(one, "_environment") ?? "";
    return { ...asObject(one), _environment: names.get(id) ?? id };
  });
  return { ...asObject(feature), configurations };
}

function keysOf(feature: JsonValue): readonly string[] {
  const variables = itemsAt(feature, "variables").flatMap((one) => textAt(one, "key") ?? []);
  return variables.length > 0 ? variables : [textAt(feature, "key") ?? ""];
}

function factsOf(feature: JsonObject): FlagFacts {
  const created = isoOf(propertyOf(feature, "createdAt"));
  const updated = isoOf(propertyOf(feature, "updatedAt"));
  const configurations = itemsAt(feature, "configurations").map((one) => {
    const since = isoOf(propertyOf(one, "updatedAt")) ?? updated;
    return [textAt(one, "_environment") ?? "", { ...(since !== undefined && { since }) }] as const;
  });
  return {
    ...(created !== undefined && { created }),
    archived: textAt(feature, "status") === "archived",
    environments: new Map(configurations),
  };
}

function asObject(value: JsonValue): JsonObject {
  return isJsonObject(value) ? value : {};
}
