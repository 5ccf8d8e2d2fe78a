import { isJsonObject, propertyOf } from "@halyard/core";
import type { JsonObject, JsonValue, UnknownKeyReport } from "@halyard/core";
import { StoreFault } from "../http/fault.js";
import { allPages } from "../http/pages.js";
import type { StoreHttp } from "../http/storeHttp.js";
import { isoOf, itemsAt, listIn, numberAt, textAt } from "./json.js";
import type { FlagFacts, ReadOptions, StoreClient } from "./storeClient.js";
import { changesOf } from "./unleashChanges.js";

const pageSize = 100;
const exportSize = 500;

/**
 * Unleash: the admin API with a personal access token of a viewer, or an admin token.
 *
 * The search has the flags' lives and uses, one export per environment has their strategies, and the event log says
 * since when they are what they are.
 */
export const unleash: StoreClient = {
  type: "unleash",
  title: "Unleash",
  tokenPerEnvironment: false,
  needsProject: false,
  headers: (token) => ({ authorization: token }),
  read: async (http, options) => {
    const environments = await environmentsOf(http, options);
    const living = await search(http, options.project, {});
    const archived = await search(http, options.project, { archived: "IS:true" });
    const names = living.flatMap((feature) => textAt(feature, "name") ?? []);
    const exports = new Map<string, Exported>();
    for (const environment of environments) {
      exports.set(environment, await exported(http, environment, names));
    }
    const gaps: string[] = [];
    const changes = await orGap(gaps, () => changesOf(http, options.project));
    const unknownKeys = await orGap(gaps, () => unknownKeysOf(http));
    const facts = new Map<string, FlagFacts>();
    for (const feature of [...living, ...archived]) {
      const name = textAt(feature, "name");
      if (name === undefined) continue;
      const created = isoOf(propertyOf(feature, "createdAt"));
      const states = itemsAt(feature, "environments").map((state) => {
        const environment = textAt(state, "name") ?? "";
        const since = changes?.sinceOf(name, environment) ?? (changes && created);
        const seen = propertyOf(state, "lastSeenAt");
        const lastEvaluated = seen === null ? null : isoOf(seen);
        return [
          environment,
          {
            ...(since !== undefined && { since }),
            ...(lastEvaluated !== undefined && { lastEvaluated }),
          },
        ] as const;
      });
      facts.set(name, {
        ...(created !== undefined && { created }),
        archived: isoOf(propertyOf(feature, "archivedAt")) !== undefined,
        environments: new Map(states),
      });
    }
    const features = [
      ...living.map((feature) => withStrategies(feature, exports)),
      ...archived.map((feature) => ({ ...asObject(feature), environments: [] })),
    ];
    const segments = [...exports.values()].flatMap((one) => one.segments);
    const text = JSON.stringify({ features, segments });
    return { payloads: [{ text }], facts, unknownKeys: unknownKeys ?? [], gaps };
  },
  archive: async (http, { key, project }) => {
    const name = project === "" ? await projectOf(http, key) : project;
    const home = `/api/admin/projects/${encodeURIComponent(name)}`;
    const what = `the archiving of "${key}"`;
    const checked = await http.ask({
      what,
      path: `${home}/archive/validate`,
      method: "POST",
      body: { features: [key] },
      repeatable: true,
    });
    if (itemsAt(checked, "parentsWithChildFeatures").length > 0) {
      throw new StoreFault("refused", `refuses ${what}, because other flags depend on it`);
    }
    const path = `${home}/features/${encodeURIComponent(key)}`;
    await http.ask({ what, path, method: "DELETE", repeatable: true });
  },
};

async function environmentsOf(http: StoreHttp, options: ReadOptions): Promise<readonly string[]> {
  if (options.environments.length > 0) return options.environments;
  const what = "the list of environments";
  const answer = await http.ask({ what, path: "/api/admin/environments" });
  return listIn(answer, "environments", what)
    .filter((one) => propertyOf(one, "enabled") !== false)
    .flatMap((one) => textAt(one, "name") ?? []);
}

function search(
  http: StoreHttp,
  project: string,
  filter: Readonly<Record<string, string>>,
): Promise<readonly JsonValue[]> {
  const what = filter.archived === undefined ? "the list of flags" : "the list of archived flags";
  const path = "/api/admin/search/features";
  const within: Record<string, string> = project === "" ? {} : { project: `IS:${project}` };
  return allPages(
    async (offset) => {
      const query = { ...within, ...filter, limit: pageSize, offset, sortBy: "name" };
      const answer = await http.ask({ what, path, query });
      const items = listIn(answer, "features", what);
      const next = offset + items.length;
      const total = numberAt(answer, "total") ?? next;
      return { items, next: items.length > 0 && next < total ? next : undefined };
    },
    { start: 0, most: http.pages, what },
  );
}

/** The project of a flag, where the configuration names none. */
async function projectOf(http: StoreHttp, key: string): Promise<string> {
  const features = await search(http, "", { query: key });
  const project = textAt(
    features.find((one) => textAt(one, "name") === key),
    "project",
  );
  if (project !== undefined) return project;
  throw new StoreFault("missing", `has no flag "${key}" that is not archived`);
}

/** What an export of one environment holds of the flags. */
interface Exported {
  readonly states: ReadonlyMap<string, JsonValue>;
  readonly strategies: ReadonlyMap<string, readonly JsonValue[]>;
  readonly dependencies: ReadonlyMap<string, readonly JsonValue[]>;
  readonly segments: readonly JsonValue[];
}

async function exported(
  http: StoreHttp,
  environment: string,
  names: readonly string[],
): Promise<Exported> {
  const states = new Map<string, JsonValue>();
  const strategies = new Map<string, JsonValue[]>();
  const dependencies = new Map<string, readonly JsonValue[]>();
  const segments: JsonValue[] = [];
  const what = `the strategies in "${environment}"`;
  const path = "/api/admin/features-batch/export";
  for (let at = 0; at < names.length; at += exportSize) {
    const body = { environment, features: names.slice(at, at + exportSize) };
    const answer = await http.ask({ what, path, method: "POST", body, repeatable: true });
    for (const state of listIn(answer, "featureEnvironments", what)) {
      const name = textAt(state, "featureName");
      if (name !== undefined && isOf(state, environment)) states.set(name, state);
    }
    for (const strategy of listIn(answer, "featureStrategies", what)) {
      const name = textAt(strategy, "featureName") ?? "";
      strategies.set(name, [...(strategies.get(name) ?? []), strategy]);
    }
    for (const one of itemsAt(answer, "dependencies")) {
      dependencies.set(textAt(one, "feature") ?? "", itemsAt(one, "dependencies"));
    }
    segments.push(...itemsAt(answer, "segments"));
  }
  return { states, strategies, dependencies, segments };
}

function isOf(state: JsonValue, environment: string): boolean {
  return (textAt(state, "environment") ?? environment) === environment;
}

/** A feature of the search with what the exports know: the form in which the admin API gives a single one. */
function withStrategies(feature: JsonValue, exports: ReadonlyMap<string, Exported>): JsonObject {
  const name = textAt(feature, "name") ?? "";
  const seen = new Map(
    itemsAt(feature, "environments").map((state) => [textAt(state, "name") ?? "", state]),
  );
  const environments = [...exports].flatMap(([environment, { states, strategies }]) => {
    const state = states.get(name);
    if (state === undefined) return [];
    const { enabled, variants } = asObject(state);
    const own = {
      name: environment,
      enabled: enabled === true,
      strategies: strategies.get(name) ?? [],
      ...(variants !== undefined && { variants }),
    };
    // A release plan is a rollout that the export does not hold.
    const plans = itemsAt(seen.get(environment), "releasePlans");
    return [{ ...own, ...(plans.length > 0 && { releasePlans: plans }) }];
  });
  const dependencies = [...exports.values()].flatMap((one) => one.dependencies.get(name) ?? []);
  return { ...asObject(feature), environments, dependencies: distinct(dependencies) };
}

/** Every export tells a flag's parents again. */
function distinct(values: readonly JsonValue[]): readonly JsonValue[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function asObject(value: JsonValue): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The keys that SDKs ask for in vain; older servers do not count them. */
async function unknownKeysOf(http: StoreHttp): Promise<readonly Omit<UnknownKeyReport, "place">[]> {
  const what = "the unknown flags";
  const answer = await http.ask({ what, path: "/api/admin/metrics/unknown-flags" });
  return listIn(answer, "unknownFlags", what).flatMap((one) => {
    const key = textAt(one, "name");
    if (key === undefined) return [];
    const lastSeen = isoOf(propertyOf(one, "lastEventAt")) ?? isoOf(propertyOf(one, "lastSeenAt"));
    const reports = itemsAt(one, "reports");
    const environments = reports.flatMap((report) =>
      itemsAt(report, "environments").flatMap(
        (item) => textAt(item, "environment") ?? asText(item),
      ),
    );
    return [
      {
        key,
        ...(lastSeen !== undefined && { lastSeen }),
        applications: sorted(reports.flatMap((report) => textAt(report, "appName") ?? [])),
        environments: sorted(environments),
      },
    ];
  });
}

function asText(value: JsonValue): readonly string[] {
  return typeof value === "string" ? [value] : [];
}

function sorted(words: readonly string[]): readonly string[] {
  return [...new Set(words)].sort();
}

/** What is good to know but not needed: where it cannot be read, the reading says so and goes on. */
async function orGap<T>(gaps: string[], read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    gaps.push(error.message);
    return undefined;
  }
}
