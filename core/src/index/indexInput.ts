import type { FileFacts } from "../syntax/facts.js";
import type { PlannedMatcher } from "../syntax/plan.js";
import type { SkipReason, SourceFiles } from "../vfs/sources.js";

/**
 * Extracts the facts of many files at once: here, or in parser threads. Files that cannot be read are left out.
 *
 * Given from outside, so that the compiler is loaded only when there is something to parse.
 */
export type ExtractFiles = (
  paths: readonly string[],
  planned: readonly PlannedMatcher[],
  /** Stand in for the sources' texts. */
  texts?: ReadonlyMap<string, string>,
) => Promise<ReadonlyMap<string, FileFacts>>;

/** Called in the middle of long work: a promise to wait for where others should get a turn, else undefined. */
export type Breathe = () => Promise<void> | undefined;

/** Everything an index is made from. */
export interface IndexInput {
  readonly sources: SourceFiles;
  /** From `plannedMatchers`: the user's and the adapters'. */
  readonly planned: readonly PlannedMatcher[];
  /** Every key and alias of every registry. */
  readonly keys: ReadonlySet<string>;
  /** Files in which registries are declared; the values that flags get there are declarations, not references. */
  readonly registryFiles?: ReadonlySet<string>;
  readonly resolveModule: (specifier: string, from: string) => string | undefined;
  readonly hasRegistry: (path: string) => boolean;
  /** Stands for everything else that linking depends on (manifests, compiler settings, registries' scopes). */
  readonly circumstances?: string;
  readonly extractFiles: ExtractFiles;
  readonly onProgress?: (phase: "scan" | "parse" | "link", done: number, total: number) => void;
  /** Without it the work is done in one go. */
  readonly breathe?: Breathe;
  /** Told the name of each phase as it ends. */
  readonly onPhase?: (name: "scan" | "parse" | "learn" | "link") => void;
}

/** A file that is not in the index, with why. */
export interface SkippedFile {
  readonly path: string;
  readonly reason: SkipReason | "unparsable";
  /** For `unparsable`: what stands in the way, in words. */
  readonly detail?: string;
}
