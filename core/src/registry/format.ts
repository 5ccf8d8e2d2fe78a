import type { Problem } from "../text/problem.js";
import type { Flag, FlagDefinition, RegistryDefaults } from "./model.js";
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
}

/** What a format makes of its files. */
export interface RegistryContent {
  readonly flags: ReadonlyMap<string, Flag>;
  /** What the files say of thresholds; the configuration may override it. */
  readonly defaults: Partial<RegistryDefaults>;
  readonly migrations: ReadonlyMap<string, JsonValue>;
  readonly migrationDefinitions?: ReadonlyMap<string, FlagDefinition>;
  readonly problems: readonly Problem[];
}

/** A way to read registries. Parsers are pure and never throw; what is wrong becomes a problem with its place. */
export interface RegistryFormat {
  /** The files of one source make one registry together; otherwise each file is one of its own. */
  readonly joinsFiles: boolean;
  parse(files: readonly RegistryFile[], options: FormatOptions): RegistryContent;
}
