import type { FileFacts } from "../syntax/facts.js";
import type { PlannedMatcher } from "../syntax/plan.js";
import type { SkipReason } from "../vfs/sources.js";
import type { LinkedFile } from "./toReferences.js";

/** What the index keeps of one source file. */
export interface FileRecord {
  /** First word of its bloom filter. */
  readonly bloomAt: number;
  readonly candidate: boolean;
  /** The SDKs' packages that it names. */
  readonly packages: readonly string[];
  /** Hands on everything that some other file exports. */
  readonly star: boolean;
  /** Exports a list of names, which may be another file's. */
  readonly list: boolean;
  readonly skipped?: SkipReason;
  facts?: FileFacts;
}

/**
 * What an earlier index of the same configuration knew. Holds records of unchanged files only; whoever restores it
 * leaves changed ones out.
 */
export interface IndexSnapshot {
  readonly keys: ReadonlySet<string>;
  readonly derived: readonly PlannedMatcher[];
  readonly records: ReadonlyMap<string, FileRecord>;
  readonly bloom: Uint32Array;
  /** Names under which files export what comes from an SDK. */
  readonly handedOut: readonly string[];
  /** References by file, which hold while no file, key or module resolution changed. */
  readonly linked: ReadonlyMap<string, LinkedFile>;
  /** `IndexInput.circumstances` of the index. */
  readonly circumstances: string;
  /** No file of the index is missing from `records`. */
  readonly complete: boolean;
}
