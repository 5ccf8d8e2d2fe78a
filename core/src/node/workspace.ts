import type { Analysis } from "../analysis/analysis.js";
import type { RuleSetting, Severity } from "../config/model.js";
import type { DynamicReference, FlagReference } from "../reference/model.js";
import type { RegistryFormat } from "../registry/format.js";
import type { ParserThreads } from "./parserThreads.js";
import type { Problem } from "../text/problem.js";

/** How far the index has come; `total` is 0 while unknown. */
export interface Progress {
  readonly phase: "list" | "scan" | "parse" | "link";
  readonly done: number;
  readonly total: number;
}

/** What the work cost. Times are milliseconds, memory is bytes. */
export interface WorkspaceStats {
  readonly files: number;
  readonly candidates: number;
  readonly parsed: number;
  readonly fromCache: number;
  readonly workers: number;
  readonly references: number;
  readonly flags: number;
  /** Files that were followed for migrations; follows them if nobody has asked yet. */
  readonly followed: number;
  readonly times: Readonly<Record<string, number>>;
  readonly peakMemory: number;
}

export interface OpenOptions {
  /** Absolute path of the directory to analyse from; configuration is sought from here upward. */
  readonly cwd: string;
  /** Explicit configuration file, absolute or relative to `cwd`. */
  readonly configPath?: string;
  readonly now: Date;
  /** Directory of the persisted index, `false` for none; default `node_modules/.cache/halyard` of the root. */
  readonly cache?: string | false;
  /** Number of parser threads: `0` parses here; default decides by the work at hand. */
  readonly workers?: number;
  /** The parser threads of a process that keeps several workspaces open; default is threads of its own. */
  readonly threads?: ParserThreads;
  /** Formats of registries besides core's own, by the name that `registry.format` gives. */
  readonly formats?: ReadonlyMap<string, RegistryFormat>;
  /** Severities that win over the configuration's, by rule id; the rules' options stay. */
  readonly severities?: ReadonlyMap<string, Severity>;
  readonly onProgress?: (progress: Progress) => void;
  /**
   * The workspace will be kept open: a parser thread stays, so that edits are parsed beside the caller, long work lets
   * others through, and what the first answers can do without is left for `complete`.
   */
  readonly live?: boolean;
  /** The text of a configuration that is open in an editor, by its absolute path; the disk answers for the others. */
  readonly openText?: (absolutePath: string) => string | undefined;
}

/** What has changed in an opened workspace. Paths are relative to its root. */
export interface WorkspaceChanges {
  /** Texts of open documents, which stand in for files; null where the file speaks for itself again. */
  readonly texts?: ReadonlyMap<string, string | null>;
  /** Files that changed, came or went on the disk. The configuration is not followed: open the workspace anew. */
  readonly files?: Iterable<string>;
  /** Files may have come or gone that `files` does not name. */
  readonly relist?: boolean;
  /** The moment to judge by from now on. */
  readonly now?: Date;
}

/** An opened workspace. `root` is absolute; every other path is relative to it. */
export interface Workspace {
  readonly root: string;
  readonly analysis: Analysis;
  readonly stats: WorkspaceStats;
  /** Base64 SHA-1 of the bytes that were read of each source file when the workspace was opened; not of those left out. */
  contentHashes(): ReadonlyMap<string, string>;
  /** The present analysis with other severities and options for some rules. */
  judgedBy(rules: ReadonlyMap<string, RuleSetting>): Analysis;
  /**
   * Takes in one file: as `text` (an open document), or as it now is on the disk (null). Only that file is parsed
   * again, unless it exports other wrappers or flags than before. Answers the analysis that holds from now on.
   */
  update(path: string, text: string | null): Promise<Analysis>;
  /**
   * Takes in many changes at once: files that came and went, registries, manifests, open documents. What has not
   * changed is not read again. Wait for one answer before the next call.
   */
  refresh(changes: WorkspaceChanges): Promise<Analysis>;
  /** Every file of the workspace that git does not ignore, sources or not, sorted. */
  listFiles(): readonly string[];
  /** The text of a file as the analysis saw it: an open document, or what was on the disk. */
  textOf(path: string): string | undefined;
  /** The references that a source would hold with another text; nothing is taken in. */
  peek(path: string, text: string): Promise<readonly FlagReference[]>;
  /**
   * The present analysis with a text beside the files, such as a document that was never saved, under a path of its
   * own; nothing is taken in, and calls are not followed.
   */
  analysisBeside(path: string, text: string): Promise<Analysis>;
  /**
   * Does what the opening of a live workspace left for later: follows the migrations, without which `findings` and
   * `migrations` know only what registries say of them, and keeps the index on disk. Wait for it before a `refresh`.
   */
  complete(): Promise<Analysis>;
  /** The workspace as plain data, for another thread. */
  state(): WorkspaceState;
  /** Ends the threads of a live workspace. */
  close(): Promise<void>;
}

/** A workspace at one moment as plain data, to be sent to another thread. */
export interface WorkspaceState {
  readonly root: string;
  readonly config: Analysis["config"];
  readonly registries: Analysis["registries"];
  readonly stores: Analysis["stores"];
  readonly references: readonly FlagReference[];
  readonly dynamicReferences: readonly DynamicReference[];
  readonly now: Date;
  readonly files: readonly string[];
  /** Texts of open documents; the disk has the others. */
  readonly openTexts: ReadonlyMap<string, string>;
}

/** What planning a change needs of a workspace. */
export type ReadableWorkspace = Pick<Workspace, "root" | "analysis" | "listFiles" | "textOf">;

/** Either a workspace or the problems that stopped it (a broken configuration, a missing registry). */
export type OpenResult =
  | { readonly ok: true; readonly workspace: Workspace }
  | { readonly ok: false; readonly root: string; readonly problems: readonly Problem[] };
