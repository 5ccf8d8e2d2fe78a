import type { Linter } from "eslint";

/** What `settings.halyard` of an ESLint or oxlint configuration may hold. */
export interface HalyardSettings {
  /** Directory from which `halyard.config.*` is sought upward; default is the working directory. */
  readonly cwd?: string;
  /** Configuration file, absolute or relative to `cwd`. */
  readonly config?: string;
  /** ISO date or date-time to judge dates by, so that a commit keeps its result; default is today. */
  readonly now?: string;
  /** Directory of the persisted index, or `false` for none; default `node_modules/.cache/halyard` of the root. */
  readonly cache?: string | false;
  /** Number of threads that parse when there is no index yet; default by the work at hand, `0` for none. */
  readonly workers?: number;
}

/** Makes configurations for `defineConfig`; each call reads `halyard.config.*` and the index, once in a run. */
export type ConfigMaker = ((options?: HalyardSettings) => Linter.Config[]) & {
  /** Every function has one; naming it lets a plugin with makers pass as one with plain configurations. */
  readonly name: string;
};

/** The configurations of this plugin. */
// A type and not an interface, which would lack the index signature that a plugin's configurations have.
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
export type HalyardConfigs = {
  /** Every rule as the command line has it: `halyard.config.*` decides, and rules are on or off by default. */
  readonly recommended: ConfigMaker;
  /** The same, with errors for all that the mere passing of time cannot cause. */
  readonly strict: ConfigMaker;
  /** The rules about migrations alone. */
  readonly migrations: ConfigMaker;
  /** Every rule there is, also those that are off by default. */
  readonly all: ConfigMaker;
  /** Lets ESLint lint the registries themselves; put it beside one of the others. */
  readonly registry: ConfigMaker;
};
