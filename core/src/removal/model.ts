import type { FlagReference } from "../reference/model.js";
import type { Flag } from "../registry/model.js";
import type { JsonValue } from "../text/json.js";
import type { FileChange } from "../text/change.js";
import type { Place } from "../text/span.js";

/** Why a removal refuses. Stable; every code has its section in `docs/removal.md`. */
export const refusalCodes = [
  "verdict-not-constant",
  "no-winning-value",
  "dynamic-key",
  "value-mutated",
  "value-sent-away",
  "value-type-mismatch",
  "value-not-representable",
  "rest-sibling",
  "unsupported-reference",
  "unsupported-file",
  "flag-is-prerequisite",
  "permanent-flag",
  "migration-flag",
  "file-changed",
  "parse-error",
  "reference-left",
  "type-error",
  "not-settled",
] as const;

/** One of the documented reasons. */
export type RefusalCode = (typeof refusalCodes)[number];

/** The codes that a person may overrule with `--allow`. */
export const overrulableCodes: ReadonlySet<RefusalCode> = new Set([
  "verdict-not-constant",
  "dynamic-key",
  "value-mutated",
  "value-sent-away",
  "flag-is-prerequisite",
  "permanent-flag",
  "migration-flag",
  "type-error",
]);

/** One reason why nothing is changed, with where and why. */
export interface Refusal {
  readonly code: RefusalCode;
  /** One sentence that says what stands in the way and what to do. */
  readonly message: string;
  readonly place?: Place;
}

/** Something that a reviewer should look at; it stops nothing. */
export interface RemovalNote {
  readonly kind:
    "contradicting-test" | "still-mentioned" | "hook-call-removed" | "overruled" | "answer-changes";
  readonly message: string;
  readonly place?: Place;
}

/** What was pruned, by name, for the summary. */
export interface Pruned {
  readonly kind:
    "import" | "local" | "parameter" | "member" | "export" | "file" | "test" | "registry" | "prop";
  readonly name: string;
  readonly path: string;
}

/** A proven change of a whole repository, or the reasons why there is none. Files are sorted by path. */
export interface RemovalPlan {
  readonly flagKey: string;
  readonly winningValue: JsonValue | undefined;
  readonly refusals: readonly Refusal[];
  readonly notes: readonly RemovalNote[];
  /** Empty where there are refusals. */
  readonly files: readonly FileChange[];
  readonly pruned: readonly Pruned[];
}

/** Everything a removal needs to know; it reads no disk by itself. Paths are relative to the workspace root. */
export interface RemovalInput {
  readonly flagKey: string;
  readonly winningValue: JsonValue;
  /** Every reference to the flag: reads, overrides and mentions. */
  readonly references: readonly FlagReference[];
  /** The text of a file, or undefined where there is none. */
  readFile(path: string): string | undefined;
  /** Every file of the workspace that may import another, sorted. */
  listFiles(): readonly string[];
  /** The workspace file that a module specifier means, or undefined for packages. */
  resolveImport(fromPath: string, specifier: string): string | undefined;
  /** The registry's entry, where there is one. */
  readonly flag?: Flag;
  /** Why the flag's verdict is not constant, as a sentence; undefined where it is, or where a person names the value. */
  readonly verdict?: string;
  /** The registry means the flag to stay: `permanent`, or a type without a lifetime. */
  readonly registryLasting?: boolean;
  /** Keys of flags that need this one as a prerequisite or kill switch. */
  readonly dependents?: readonly string[];
  /** Reads whose key is built at run time, with the known parts of the key. */
  readonly dynamicReads?: readonly { readonly place: Place; readonly pattern: string }[];
  /** The keys of the other flags of the same registry. */
  readonly siblingKeys?: readonly string[];
  /** Other spellings of the key, which comments may use too. */
  readonly aliases?: readonly string[];
  /** Whether a file is an entry point of a package: its exports are never pruned. */
  isPublicEntry?(path: string): boolean;
  /** The references that a changed text still holds; used to prove that none is left. */
  referencesIn?(path: string, text: string): readonly FlagReference[];
  /** Components that show one of two children by a condition, beside the built-in ones. */
  readonly conditionComponents?: Readonly<
    Record<
      string,
      { readonly condition: string; readonly whenTrue?: string; readonly whenFalse?: string }
    >
  >;
  /** Refusal codes that a person overrules. */
  readonly allow?: readonly string[];
  /** Places that read other flags: leaving such a read out has no effect that matters. */
  readonly otherReads?: readonly Place[];
}
