import type { JsonValue, Severity } from "@halyard/core";

/** Which workspace, as of when: everything that decides what `openWorkspace` answers. */
export interface WorkspaceRequest {
  /** Absolute directory from which the configuration is sought upward. */
  readonly cwd: string;
  /** Configuration file, absolute or relative to `cwd`. */
  readonly config?: string;
  /** ISO date or date-time to judge dates by; default is today. */
  readonly now?: string;
  /** Absolute directory of the persisted index, or `false` for none. */
  readonly cache?: string | false;
  /** Number of threads that parse; `0` for none besides the one that holds the workspace. */
  readonly workers?: number;
}

/** Half-open range of UTF-16 offsets in a file's text, a byte order mark not counted. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/** A replacement in the file that the finding is in. */
export interface EditRecord extends OffsetRange {
  readonly newText: string;
}

/** A way to mend a finding within its own file. */
export interface FixRecord {
  /** `safe` can change nothing at run time and may be applied without a look. */
  readonly kind: "safe" | "suggestion";
  /** What is done, as a command without a full stop. */
  readonly title: string;
  /** Sorted and without overlap. */
  readonly edits: readonly EditRecord[];
}

/** A finding as it crosses threads: plain data with ranges in the text that ESLint sees. */
export interface FindingRecord extends OffsetRange {
  readonly ruleId: string;
  readonly messageId: string;
  readonly message: string;
  readonly data: Readonly<Record<string, string | number>> | undefined;
  readonly flagKey: string | undefined;
  readonly fixes: readonly FixRecord[];
}

/** Something wrong with configuration, registry or sources. */
export interface ProblemRecord {
  readonly severity: "error" | "warning";
  readonly code: string;
  readonly message: string;
  /** Relative to the root. */
  readonly path: string;
  /** UTF-16 offsets, a byte order mark not counted; absent for the file as a whole. */
  readonly range?: OffsetRange;
  readonly line?: number;
  readonly column?: number;
}

/** A rule that is judged otherwise than the configuration says, because ESLint's configuration asks for it. */
export interface View {
  readonly ruleId: string;
  /** Options that win over the configuration's, one by one. */
  readonly options: JsonValue;
}

/** How `halyard.config.*` sets a rule, its defaults filled in. */
export interface ConfiguredRule {
  readonly id: string;
  readonly severity: Severity;
  /** The severity stands in the configuration, and is not merely the rule's default. */
  readonly isExplicit: boolean;
}

/** One answer about a whole workspace, made once in a run and shared by its threads. */
export interface Snapshot {
  /** Absolute, symbolic links resolved. */
  readonly root: string;
  /** Stands for everything that any file's result depends on besides the file's own text. */
  readonly hash: string;
  readonly problems: readonly ProblemRecord[];
  /** Nothing could be judged, for the reason that `problems` gives. */
  readonly isBroken: boolean;
  readonly rules: readonly ConfiguredRule[];
  /** The files of the registries, relative to the root. */
  readonly registryPaths: readonly string[];
  /** Base64 SHA-1 of every source's and registry's bytes, or the reason why a source is left out. */
  readonly contentHashes: ReadonlyMap<string, string>;
  readonly findings: ReadonlyMap<string, readonly FindingRecord[]>;
  /** Files for which `removals` has more to offer than `findings`, once it is asked for. */
  readonly removalPaths: ReadonlySet<string>;
}

/** What a thread of ESLint may ask of the thread that holds the workspaces, about the one of this request. */
export type Question = { readonly request: WorkspaceRequest } & QuestionKind;

type QuestionKind =
  /** Opens the workspace, or looks again at what has changed on the disk since. */
  | { readonly kind: "open" }
  /** Findings of one file with this text in place of what is on the disk. */
  | {
      readonly kind: "file";
      readonly path: string;
      /** With its byte order mark, if it has one. */
      readonly text: string;
      readonly view: View | undefined;
    }
  /** Findings of one rule in all files. */
  | { readonly kind: "view"; readonly view: View }
  /** Findings of one file with the removals that stay within it. */
  | { readonly kind: "removals"; readonly path: string };

/** The answers, in the questions' order. */
export type Answer =
  | { readonly kind: "open"; readonly snapshot: Snapshot }
  | { readonly kind: "file"; readonly findings: readonly FindingRecord[] }
  | {
      readonly kind: "view";
      readonly findings: ReadonlyMap<string, readonly FindingRecord[]>;
    }
  | { readonly kind: "removals"; readonly findings: readonly FindingRecord[] }
  /** The thread could not answer: a bug, told in its own words. */
  | { readonly kind: "failed"; readonly reason: string };
