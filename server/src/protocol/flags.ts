import type { Location } from "vscode-languageserver/node";
import { requestKind } from "./requestKind.js";

export interface FlagsParams {
  /** URI of a document or folder: only the flags of its project. Absent: the flags of all projects. */
  readonly uri?: string;
  /** Only the flags with this key. */
  readonly flagKey?: string;
  /** Also give every reference; without it only their number. */
  readonly references?: boolean;
}

/** A place in code that reads, sets or names a flag. */
export interface FlagReferenceItem extends Location {
  readonly access: "read" | "override" | "mention";
  /** `adapter/name`, `config/name` or `wrapper/function`. */
  readonly matcher: string;
}

/** What a flag answers in one environment: `constant(on)`, `constant-if(userId)`, `partial`, `unknown`. */
export interface FlagVerdictItem {
  readonly environment: string;
  readonly isProduction: boolean;
  readonly verdict: string;
  readonly reason: string;
  /** ISO date or date-time; null where it is not known. */
  readonly since: string | null;
}

/** One flag of one project, ready for a list. */
export interface FlagItem {
  /** Unique in one answer, and the same in the next: project and key. */
  readonly id: string;
  readonly key: string;
  /** URI of its project's root. */
  readonly project: string;
  readonly type: string;
  readonly valueType: string;
  readonly description: string | null;
  readonly owner: string | null;
  readonly created: string | null;
  readonly expires: string | null;
  /** Whole UTC days; null where the registry does not say. */
  readonly ageDays: number | null;
  readonly variants: readonly string[];
  readonly outcome: "rolled-out" | "rolled-back" | "soaking" | "partial" | "unknown";
  readonly winningVariant: string | null;
  /** Why the outcome is what it is, as a sentence. */
  readonly reason: string;
  /** May be removed from code now; `blockers` say why not. */
  readonly removable: boolean;
  readonly blockers: readonly string[];
  readonly verdicts: readonly FlagVerdictItem[];
  readonly nextStep: {
    readonly action: "remove" | "unblock" | "extend-or-remove" | "archive" | "wait" | "keep";
    readonly words: string;
    /** Lower comes first. */
    readonly urgency: number;
  };
  /** Id of the migration that it belongs to. */
  readonly migration: string | null;
  readonly links: readonly { readonly url: string; readonly title: string | null }[];
  /** Where the registry has it. */
  readonly definition: Location;
  readonly counts: {
    readonly reads: number;
    readonly overrides: number;
    readonly mentions: number;
  };
  /** Files with a reference, by path. */
  readonly files: readonly {
    readonly uri: string;
    readonly path: string;
    readonly count: number;
  }[];
  /** Empty unless asked for. */
  readonly references: readonly FlagReferenceItem[];
  readonly findings: { readonly errors: number; readonly warnings: number };
}

export interface Flags {
  readonly revision: number;
  /** Those that need action first, then by key. */
  readonly flags: readonly FlagItem[];
}

/** The flags with all that a tree by next step, owner, type or file shows. Waits until changes are taken in. */
export const flagsRequest = requestKind<FlagsParams, Flags>("halyard/flags");
