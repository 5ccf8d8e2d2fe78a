import type { HalyardConfig } from "../config/model.js";
import type { MigrationReport } from "../migration/model.js";
import type { FlagReference, ReferenceView } from "../reference/model.js";
import type { Flag, Registry } from "../registry/model.js";
import type { Finding } from "../rules/model.js";
import type { StoreView } from "../state/model.js";
import type { Range } from "../text/lineIndex.js";
import type { SuppressedFinding } from "../suppressions/applyComments.js";
import type { Place } from "../text/span.js";
import type { Problem } from "../text/problem.js";
import type { FlagVerdict } from "../verdict/model.js";

/**
 * One immutable answer about a workspace at one moment: the boundary between the analysis and its faces.
 *
 * Everything is plain data; no syntax tree leaves the core. Asking is lazy and remembered.
 */
export interface Analysis {
  readonly config: HalyardConfig;
  readonly registries: readonly Registry[];
  readonly index: ReferenceView;
  /** What was last read of the flag stores, and the keys whose flags were archived. */
  readonly stores: StoreView;
  readonly now: Date;
  /** What was wrong with the inputs (configuration, registries, skipped files), sorted by place. */
  readonly problems: readonly Problem[];
  /**
   * Every finding of every enabled rule that no comment in the source silences, and what the comments themselves got
   * wrong; sorted by path, offset and rule.
   */
  findings(): readonly Finding[];
  /**
   * The findings of the rules that do not follow calls through the code: what an editor can ask for at every
   * keystroke. Comments that silence other rules are not judged here.
   */
  quickFindings(): readonly Finding[];
  /** Everything that is known of migrations; follows the code when first asked. */
  migrations(): MigrationReport;
  /** The findings that a comment in the source silences, each with its reason. */
  suppressedFindings(): readonly SuppressedFinding[];
  /** Every flag of every registry, by registry, then by key. */
  flags(): readonly Flag[];
  flagFor(flagKey: string, path: string): Flag | undefined;
  registryOf(flag: Flag): Registry;
  referencesOf(flag: Flag): readonly FlagReference[];
  verdictOf(flag: Flag): FlagVerdict;
  /** The readable range of a place in a source, registry or configuration file. */
  rangeOf(place: Place): Range;
}
