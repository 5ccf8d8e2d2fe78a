import type { JsonValue } from "../text/json.js";
import type { Span } from "../text/span.js";
import type { Problem } from "../text/problem.js";

/** What a flag is for. Sets how long it may live. */
export type FlagType =
  "release" | "experiment" | "operational" | "kill-switch" | "permission" | "migration";

/** The type of the values that the flag serves. */
export type FlagValueType = "boolean" | "string" | "integer" | "float" | "object";

/** Where the flag stands in its own life, as its owners declare it. */
export type FlagStatus =
  | "planned"
  | "active"
  | "rolling-out"
  | "rolled-out"
  | "rolled-back"
  | "cleanup"
  | "removed-from-code"
  | "archived"
  | "deleted";

/** Traffic that leaves the default path and gets `variant`. */
export interface ServedException {
  readonly variant: string;
  readonly by:
    "targets" | "rule" | "segment" | "override" | "prerequisite" | "experiment" | "schedule";
  readonly attribute?: string;
  readonly values?: readonly JsonValue[];
  readonly count?: number;
  /** Percent of traffic, 0 to 100. */
  readonly percent?: number;
}

/**
 * What one environment declares and what was last observed of it.
 *
 * Declared fields use flagd's words (`state`, `defaultVariant`, `targeting`); observed ones come from a sync.
 */
export interface EnvironmentState {
  /** `ABSENT`: archived, deleted or never created there, so every call gets its own default value. */
  readonly state: "ENABLED" | "DISABLED" | "ABSENT";
  /** `null` or undefined: the call's own default value is served. */
  readonly defaultVariant?: string | null;
  /** flagd targeting (JSONLogic with flagd's operators), not yet interpreted. */
  readonly targeting?: JsonValue;
  /** Percent of otherwise untargeted traffic per variant; sums to 100. */
  readonly served?: Readonly<Record<string, number>>;
  readonly exceptions?: readonly ServedException[];
  /** Context attributes without which the default path is not taken. */
  readonly needs?: readonly string[];
  /** What other flags must serve in this environment; where given, it stands for the lifecycle's prerequisites. */
  readonly prerequisites?: Lifecycle["prerequisites"];
  /** ISO date or date-time since which this state holds. */
  readonly since?: string;
  readonly lastEvaluated?: string | null;
  /** ISO date-time of the next scheduled change. */
  readonly nextChange?: string;
  readonly syncedAt?: string;
  readonly source?: string;
  /** Why the state cannot be interpreted (unknown strategy, segment, script). Makes the verdict `unknown`. */
  readonly unknown?: string;
}

/** The flag's life as its owners declare it. Dates are ISO, days are UTC calendar days. */
export interface Lifecycle {
  readonly owner?: string;
  readonly created?: string;
  /** An ISO date, a milestone or version that is not a date, or `"never"`. */
  readonly expires?: string;
  readonly permanent?: boolean;
  readonly status?: FlagStatus;
  /** The variant whose branch stays when the flag is removed. */
  readonly keepVariant?: string;
  readonly store?: { readonly name: string; readonly key?: string; readonly project?: string };
  readonly prerequisites: readonly { readonly flag: string; readonly variant: string }[];
  /** Key of the kill switch that must be asked wherever this flag turns something on. */
  readonly guardedBy?: string;
  /** Id under the registry's `migrations`. */
  readonly migration?: string;
  /** Other spellings of the key in code. */
  readonly aliases: readonly string[];
  /** Patterns (`release-*`) by which code builds this key at run time. */
  readonly keyPatterns: readonly string[];
  readonly tags: readonly string[];
  readonly links: readonly {
    readonly url: string;
    readonly title?: string;
    readonly rel?: string;
  }[];
}

/** Where a flag is written in its registry; spans are UTF-16 offsets in `path`. */
export interface FlagDefinition {
  readonly path: string;
  /** The key itself, quotes included where the format has them. */
  readonly keySpan: Span;
  /** The whole entry, from the key to the end of its value. */
  readonly entrySpan: Span;
  /** The file is a store's export: the flag leaves it by being archived in the store. */
  readonly isExport?: boolean;
  /** Spans of the fields' values, by dotted path (`lifecycle.expires`, `environments.production.since`). */
  readonly fields: Readonly<Record<string, Span>>;
}

/** One flag of a registry. */
export interface Flag {
  readonly key: string;
  readonly type: FlagType;
  readonly valueType: FlagValueType;
  readonly defaultValue?: JsonValue;
  readonly description?: string;
  readonly variants: ReadonlyMap<string, JsonValue>;
  /** The state outside any named environment (flagd's base), if declared. */
  readonly base?: EnvironmentState;
  readonly environments: ReadonlyMap<string, EnvironmentState>;
  readonly lifecycle: Lifecycle;
  /** What the registry itself says where the state of a flag store stands for it. */
  readonly declared?: {
    readonly environments: ReadonlyMap<string, EnvironmentState>;
    readonly status?: FlagStatus;
  };
  /** The first is the one to point at; a TypeScript registry may declare a key in several files. */
  readonly definitions: readonly [FlagDefinition, ...FlagDefinition[]];
}

/** A flag store as a registry or a configuration names it; secrets are only ever named, never written. */
export interface StoreSettings {
  /** The kind of store: `unleash`, `tggl` and so on. */
  readonly type: string;
  /** `env:VARIABLE`, the environment variable that holds the address. */
  readonly url?: string;
  /** `env:VARIABLE`, the environment variable that holds the token. */
  readonly token?: string;
  /** The same for archiving and for publishing code references; without it `token` serves. */
  readonly writeToken?: string;
  /** The same by the registry's name of an environment, where a token is good for one environment. */
  readonly tokens: ReadonlyMap<string, string>;
  readonly project?: string;
  /** The registry's names for the store's environments, where they differ. */
  readonly environments: ReadonlyMap<string, string>;
}

/** Thresholds and environment names that hold for a whole registry. */
export interface RegistryDefaults {
  readonly productionEnvironments: readonly string[];
  /** Days that a constant verdict must hold before the flag counts as rolled out or rolled back. */
  readonly soakDays: number;
  readonly unusedAfterDays: number;
  /** Days a flag of each type may live; null is for ever. */
  readonly staleAfterDays: Readonly<Record<FlagType, number | null>>;
}

/** Lifetimes: Unleash's defaults for release, experiment and operational flags; migrations get 120 days. */
export const registryDefaults: RegistryDefaults = {
  productionEnvironments: ["production"],
  soakDays: 14,
  unusedAfterDays: 30,
  staleAfterDays: {
    release: 40,
    experiment: 40,
    operational: null,
    "kill-switch": null,
    permission: null,
    migration: 120,
  },
};

/** One registry: the flags that one source declares, with what is wrong with it. */
export interface Registry {
  /** Path of the file that names the registry (the first one, where several make it up). */
  readonly path: string;
  /** Directory for which this registry answers; `""` is the whole workspace. */
  readonly scope: string;
  readonly format: string;
  readonly flags: ReadonlyMap<string, Flag>;
  readonly defaults: RegistryDefaults;
  /** Raw migrations block, interpreted by the migration rules. */
  readonly migrations: ReadonlyMap<string, JsonValue>;
  /** Where each migration is written, for the formats that have migrations. */
  readonly migrationDefinitions?: ReadonlyMap<string, FlagDefinition>;
  /** Raw blocks of the capabilities that a kill switch must guard, with where they are written. */
  readonly guards?: ReadonlyMap<string, JsonValue>;
  readonly guardDefinitions?: ReadonlyMap<string, FlagDefinition>;
  /** The flag stores that the registry names. */
  readonly stores?: ReadonlyMap<string, StoreSettings>;
  readonly problems: readonly Problem[];
}
