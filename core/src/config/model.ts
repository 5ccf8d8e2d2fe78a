import type { Matcher } from "../adapters/model.js";
import type { FlagType, RegistryDefaults, StoreSettings } from "../registry/model.js";
import type { JsonValue } from "../text/json.js";

/** How loud a rule is. */
export type Severity = "off" | "warn" | "error";

/** Where one registry lives and how to read it. */
export interface RegistrySource {
  /** Files relative to the workspace root; several only for `typescript`. Globs are allowed. */
  readonly path: readonly string[];
  /** `auto` decides by the file's ending: JSON, JSONC, YAML or TypeScript. */
  readonly format: "auto" | "halyard" | "typescript" | (string & {});
  /** For `typescript`: the names that declare flags (an enum, a const, an interface, a type, `*` for exports). */
  readonly declarations?: readonly string[];
  /** For stores' payloads of one environment: its name in the registry. */
  readonly environment?: string;
  /** Directory (relative to the workspace root) for which it answers; default see `docs/configuration.md`. */
  readonly scope?: string;
}

/** A rule's severity with its options. */
export interface RuleSetting {
  readonly severity: Severity;
  readonly options?: JsonValue;
}

/** Overrides of the registries' own thresholds; what is absent stays as the registry says. */
export interface DefaultOverrides extends Partial<Omit<RegistryDefaults, "staleAfterDays">> {
  readonly staleAfterDays?: Readonly<Partial<Record<FlagType, number | null>>>;
}

/** The words that a configuration may use but that rooms above this one define. */
export interface KnownNames {
  readonly ruleIds: readonly string[];
  readonly adapterNames: readonly string[];
  /** Names for `registry.format`; default: those that core reads without help. */
  readonly formatNames?: readonly string[];
}

/** A checked configuration, defaults filled in. Paths are relative to the workspace root. */
export interface HalyardConfig {
  /** The file it came from, or null where defaults alone apply. */
  readonly path: string | null;
  /**
   * Directory that the configuration's paths start from, relative to the workspace root. Always `""`: a configuration
   * makes its directory the root, and one that `--config` takes from elsewhere speaks of the workspace it is used on.
   */
  readonly directory: string;
  readonly registry: readonly RegistrySource[];
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Adapter names, or null for all of them. */
  readonly adapters: readonly string[] | null;
  readonly matchers: readonly Matcher[];
  readonly rules: ReadonlyMap<string, RuleSetting>;
  /** Overrides of the registry's own defaults. */
  readonly defaults: DefaultOverrides;
  /** The flag stores by name; they win over those of the registries. */
  readonly stores: ReadonlyMap<string, StoreSettings>;
  /** The file that a sync of the stores writes, relative to the workspace root. */
  readonly state: string;
}
