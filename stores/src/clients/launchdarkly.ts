import { entriesOfJson, isoOf, itemsAt, listIn, numberAt, textAt } from "./json.js";
import { isJsonObject, propertyOf } from "@halyard/core";
import type { JsonObject, JsonValue } from "@halyard/core";
import { StoreFault } from "../http/fault.js";
import { allPages } from "../http/pages.js";
import type { StoreHttp } from "../http/storeHttp.js";
import type { EnvironmentFacts, FlagFacts, ReadOptions, StoreClient } from "./storeClient.js";

const pageSize = 100;

/** Each multiplies the size of the answer. */
const environmentsAtOnce = 3;

/** LaunchDarkly: flags with their environments, and when each was last asked for. */
export const launchdarkly: StoreClient = {
  type: "launchdarkly",
  title: "LaunchDarkly",
  home: "https://app.launchdarkly.com",
  tokenPerEnvironment: false,
  needsProject: true,
  headers: (token) => ({ authorization: token, "LD-API-Version": "20240415" }),
  read: async (http, options) => {
    const environments = await environmentsOf(http, options);
    const flags = await allFlags(http, options.project, environments);
    const facts = new Map<string, Facts>();
    for (const flag of flags) {
      const key = textAt(flag, "key");
      if (key !== undefined) facts.set(key, factsOf(flag));
    }
    const gaps: string[] = [];
    for (const environment of environments) {
      gaps.push(...(await addStatuses(http, options.project, environment, facts)));
    }
    return { payloads: [{ text: JSON.stringify({ items: flags }) }], facts, unknownKeys: [], gaps };
  },
  archive: async (http, { key, project, reason }) => {
    const path = `/api/v2/flags/${encodeURIComponent(project)}/${encodeURIComponent(key)}`;
    const patch = [{ op: "replace", path: "/archived", value: true }];
    const body = { patch, comment: reason };
    await http.ask({
      what: `the archiving of "${key}"`,
      path,
      method: "PATCH",
      body,
      repeatable: true,
    });
  },
};

type Facts = FlagFacts & { readonly environments: Map<string, EnvironmentFacts> };

async function environmentsOf(http: StoreHttp, options: ReadOptions): Promise<readonly string[]> {
  if (options.environments.length > 0) return options.environments;
  const what = "the list of environments";
  const path = `/api/v2/projects/${encodeURIComponent(options.project)}/environments`;
  const found = await listOf(http, what, path, {});
  if (found.length > 0) return found.flatMap((one) => textAt(one, "key") ?? []);
  const message = "shows no environment of the project; check the project and the token's rights";
  throw new StoreFault("unexpected", message);
}

/** Living and archived flags with these environments, a few of which are asked for at a time. */
async function allFlags(
  http: StoreHttp,
  project: string,
  environments: readonly string[],
): Promise<readonly JsonValue[]> {
  const flags = new Map<string, JsonObject>();
  for (let at = 0; at < environments.length; at += environmentsAtOnce) {
    const env = environments.slice(at, at + environmentsAtOnce);
    for (const flag of await flagsIn(http, project, env)) {
      const key = textAt(flag, "key") ?? "";
      const earlier = entriesOfJson(propertyOf(flags.get(key), "environments"));
      const states = Object.fromEntries([
        ...earlier,
        ...entriesOfJson(propertyOf(flag, "environments")),
      ]);
      flags.set(key, { ...(isJsonObject(flag) && flag), environments: states });
    }
  }
  return [...flags.values()];
}

/** Without a filter LaunchDarkly leaves the archived flags out. */
async function flagsIn(
  http: StoreHttp,
  project: string,
  env: readonly string[],
): Promise<readonly JsonValue[]> {
  const path = `/api/v2/flags/${encodeURIComponent(project)}`;
  const query = { env, summary: "0" };
  const archived = { ...query, filter: "state:archived" };
  return [
    ...(await listOf(http, "the list of archived flags", path, archived)),
    ...(await listOf(http, "the list of flags", path, query)),
  ];
}

function listOf(
  http: StoreHttp,
  what: string,
  path: string,
  more: Readonly<Record<string, string | readonly string[]>>,
): Promise<readonly JsonValue[]> {
  return allPages(
    async (offset) => {
      const answer = await http.ask({ what, path, query: { ...more, limit: pageSize, offset } });
      const items = listIn(answer, "items", what);
      const total = numberAt(answer, "totalCount") ?? offset + items.length;
      const next = offset + items.length;
      return { items, next: items.length > 0 && next < total ? next : undefined };
    },
    { start: 0, most: http.pages, what },
  );
}

function factsOf(flag: JsonValue): Facts {
  const created = isoOf(propertyOf(flag, "creationDate"));
  const environments = new Map<string, EnvironmentFacts>();
  for (const [name, state] of entriesOfJson(propertyOf(flag, "environments"))) {
    const since = isoOf(propertyOf(state, "lastModified"));
    environments.set(name, { ...(since !== undefined && { since }) });
  }
  return {
    ...(created !== undefined && { created }),
    archived: propertyOf(flag, "archived") === true,
    environments,
  };
}

/** Adds when flags were last asked for; a token that may not see that costs only this. */
async function addStatuses(
  http: StoreHttp,
  project: string,
  environment: string,
  facts: ReadonlyMap<string, Facts>,
): Promise<readonly string[]> {
  const what = `the flags' statuses in "${environment}"`;
  const path = `/api/v2/flag-statuses/${encodeURIComponent(project)}/${encodeURIComponent(environment)}`;
  try {
    for (const status of itemsAt(await http.ask({ what, path }), "items")) {
      const href = textAt(propertyOf(propertyOf(status, "_links"), "parent"), "href") ?? "";
      const key = decoded(href.slice(href.lastIndexOf("/") + 1));
      const states = facts.get(key)?.environments;
      const asked = propertyOf(status, "lastRequested");
      const lastEvaluated = asked === null ? null : isoOf(asked);
      if (states === undefined || lastEvaluated === undefined) continue;
      states.set(environment, { ...states.get(environment), lastEvaluated });
    }
    return [];
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    return [error.message];
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
