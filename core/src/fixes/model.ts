import type { Analysis } from "../analysis/analysis.js";
import type { Finding } from "../rules/model.js";
import type { FileChange } from "../text/change.js";

/**
 * - `safe`: can change nothing at run time, so it may be applied without a look.
 * - `suggestion`: a person chooses it.
 */
export type FixKind = "safe" | "suggestion";

/** What a fix may ask, when it is offered and when it is resolved. */
export interface FixContext {
  readonly analysis: Analysis;
  /** The injected clock; the same as the analysis's. */
  readonly now: Date;
  /** The text of a workspace file as the analysis saw it, byte order mark included; undefined where there is none. */
  textOf(path: string): string | undefined;
}

/**
 * All that resolving a fix needs: plain data that may travel to an editor and back, and that is not trusted when it
 * returns.
 */
export interface FixData {
  /** Where the finding stands, in UTF-16 offsets. */
  readonly path: string;
  readonly start: number;
  readonly end: number;
  /** What stood there when the fix was offered; a fix refuses where something else stands there now. */
  readonly written: string;
  readonly flagKey?: string;
  /** What this fix has to remember besides. */
  readonly values?: Readonly<Record<string, string>>;
}

/** One way to mend a finding. */
export interface FixOffer {
  /** What is done, as a command without a full stop: `Change the key to "new-search"`. */
  readonly title: string;
  readonly kind: FixKind;
  /** At most one offer of a finding is what most people want. */
  readonly isPreferred?: boolean;
  /** Every change lies in the finding's own file, so that a face with one file at hand can apply it. */
  readonly staysInFile: boolean;
  readonly data: FixData;
}

/** The changes, or one sentence that says why there are none. Files are sorted by path. */
export type FixResult =
  | { readonly ok: true; readonly changes: readonly FileChange[] }
  | { readonly ok: false; readonly reason: string };

/**
 * One way to mend findings: one file, serving every face.
 *
 * Offering is cheap, for it happens at every movement of a cursor; resolving is stateless and makes the edits anew from
 * the texts as they are.
 */
export interface Fix {
  /** Kebab-case; stable, because clients send it back. */
  readonly id: string;
  /** The rules whose findings it may mend; `"every"` where it does not matter. */
  readonly ruleIds: readonly string[] | "every";
  offers(finding: Finding, context: FixContext): readonly FixOffer[];
  resolve(data: FixData, context: FixContext): FixResult;
}
