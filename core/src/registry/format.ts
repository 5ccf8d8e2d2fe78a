import type { Problem } from "../text/problem.js";
import type { Flag, FlagDefinition, RegistryDefaults, StoreSettings } from "./model.js";
import type { JsonValue } from "../text/json.js";

/** A file of a registry, as it was read. */
export interface RegistryFile {
  /** Relative to the workspace root. */
  readonly path: string;
  readonly text: string;
}

/** What a registry's configuration tells its format. */
export interface FormatOptions {
  readonly declarations?: readonly string[];
  /** The environment that a store's payload of one environment speaks of, where the payload does not say. */
  readonly environment?: string;
  /**
   * The clock, for formats with dated steps. A step has been taken once its UTC day is over, so that a day has one
   * answer; without a clock every step is still to come.
   */
  readonly now?: Date;
}

/** What a format makes of its files. */
export interface RegistryContent {
  readonly flags: ReadonlyMap<string, Flag>;
  /** What the files say of thresholds; the configuration may override it. */
  readonly defaults: Partial<RegistryDefaults>;
  readonly migrations: ReadonlyMap<string, JsonValue>;
  readonly migrationDefinitions?: ReadonlyMap<string, FlagDefinition>;
  /** Raw blocks of the capabilities that a kill switch must guard, with where they are written. */
  readonly guards?: ReadonlyMap<string, JsonValue>;
  readonly guardDefinitions?: ReadonlyMap<string, FlagDefinition>;
  readonly stores?: ReadonlyMap<string, StoreSettings>;
  readonly problems: readonly Problem[];
}

/** A way to read registries. Parsers are pure and never throw; what is wrong becomes a problem with its place. */
export interface RegistryFormat {
  /** The files of one source make one registry together; otherwise each file is one of its own. */
  readonly joinsFiles: boolean;
  /** What it makes of a file depends on the day, so that nothing may be remembered for longer. */
  readonly readsClock?: boolean;
  parse(files: readonly RegistryFile[], options: FormatOptions): RegistryContent;
}
