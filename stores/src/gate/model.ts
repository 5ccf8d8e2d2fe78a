import type { Analysis, Flag, Place, Registry, StoreEntry } from "@halyard/core";

/** How sure it is that nobody misses the flag: the words that LaunchDarkly's own advice uses. */
export type Standing = "safe" | "caution" | "blocked";

/** What is looked at, in the order in which it is told. */
export const checkIds = [
  "store",
  "references",
  "dynamic-keys",
  "deployed",
  "evaluated",
  "dependents",
  "experiment",
  "duty",
] as const;

export type CheckId = (typeof checkIds)[number];

/** A place of evidence; `repository` where it is not this one. */
export interface Evidence {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly repository?: string;
}

/** One answer, with what it rests on. */
export interface Check {
  readonly id: CheckId;
  readonly standing: Standing;
  /** One sentence. */
  readonly message: string;
  readonly evidence: readonly Evidence[];
}

/** Whether a flag may be archived: as good as its worst check. */
export interface ArchiveVerdict {
  readonly flagKey: string;
  /** The store and the flag's key there, where one has it. */
  readonly store?: { readonly name: string; readonly key: string };
  readonly standing: Standing;
  readonly checks: readonly Check[];
}

/** The references of another repository, as its report tells them. */
export interface RepositoryReferences {
  readonly repository: string;
  readonly references: readonly {
    /** Null for a read whose key is built at run time. */
    readonly flagKey: string | null;
    readonly pattern?: string;
    readonly path: string;
    readonly line: number;
  }[];
}

/** What the gate looks at. */
export interface GateInput {
  readonly analysis: Analysis;
  readonly flagKey: string;
  /** Since when production runs code without the flag. */
  readonly deployed?: Date;
  readonly elsewhere: readonly RepositoryReferences[];
}

/** A flag as far as it is known here: in a registry, in a store, or in both. */
export interface Subject extends GateInput {
  readonly flag: Flag | undefined;
  readonly registry: Registry | undefined;
  readonly entry: StoreEntry | undefined;
  /** The key and its other spellings in code. */
  readonly spellings: readonly string[];
  readonly productionEnvironments: readonly string[];
  readonly soakDays: number;
}

/** What a check says before it gets its name. */
export type Answer = Omit<Check, "id" | "evidence"> & { readonly evidence?: readonly Evidence[] };

/** Nothing speaks against it. */
export function safe(message: string): Answer {
  return { standing: "safe", message };
}

/** It cannot be proven. */
export function caution(message: string, evidence: readonly Evidence[] = []): Answer {
  return { standing: "caution", message, evidence };
}

/** Someone would miss the flag. */
export function blocked(message: string, evidence: readonly Evidence[] = []): Answer {
  return { standing: "blocked", message, evidence };
}

/** Where a place starts, as evidence. */
export function evidenceAt(analysis: Analysis, place: Place): Evidence {
  return { path: place.path, line: analysis.rangeOf(place).start.line };
}
