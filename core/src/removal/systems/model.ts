import type { SystemSymbol } from "../../migration/model.js";
import type { FlagReference } from "../../reference/model.js";
import type { JsonValue } from "../../text/json.js";
import type { FileChange } from "../../text/change.js";
import type { Place } from "../../text/span.js";
import type { Pruned, RefusalCode, RemovalInput, RemovalNote } from "../model.js";

/** One flag whose reads become a constant in a step. */
export interface FlagFold {
  readonly flagKey: string;
  readonly winningValue: JsonValue;
  readonly references: readonly FlagReference[];
  /** Only the references that guard reads of the systems go; the others stay for a later step. */
  readonly isPartial?: boolean;
}

/** Why a step of a migration's end refuses. Stable; every code has its section in `docs/migrations.md`. */
export const stepRefusalCodes = [
  "unknown-migration",
  "old-read-left",
  "old-system-left",
  "sole-writer",
  "system-not-found",
  "systems-alike",
] as const;

/** One of the reasons that only a migration's steps have. */
export type StepRefusalCode = (typeof stepRefusalCodes)[number];

/** One reason why a step changes nothing. */
export interface StepRefusal {
  readonly code: RefusalCode | StepRefusalCode;
  /** One sentence that says what stands in the way and what to do. */
  readonly message: string;
  readonly place?: Place;
}

/** A proven change, or the reasons why there is none. Files are sorted by path. */
export interface StepPlan {
  readonly refusals: readonly StepRefusal[];
  readonly notes: readonly RemovalNote[];
  readonly files: readonly FileChange[];
  readonly pruned: readonly Pruned[];
}

/** What a step needs to know; it reads no disk by itself. Paths are relative to the workspace root. */
export interface StepInput extends Pick<
  RemovalInput,
  | "readFile"
  | "listFiles"
  | "resolveImport"
  | "isPublicEntry"
  | "referencesIn"
  | "allow"
  | "otherReads"
  | "dynamicReads"
> {
  readonly folds: readonly FlagFold[];
  /** Whether a file exists only for the old system, or between the two; it goes where the step takes everything. */
  isDying(path: string): boolean;
  /** Files that carry data between the systems or compare them; they are left alone until they die themselves. */
  isBetween(path: string): boolean;
  readonly old: readonly SystemSymbol[];
  readonly new: readonly SystemSymbol[];
  /** What of the old system no living code may call after the step. */
  readonly takes: "reads" | "everything" | "nothing";
}
