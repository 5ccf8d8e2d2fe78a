import type { Location, Position, Range } from "vscode-languageserver/node";
import type {
  Analysis,
  Finding,
  FixContext,
  FlagReference,
  Place,
  Problem,
  Span,
  SuppressedFinding,
} from "@halyard/core";
import type { Workspace, WorkspaceState } from "@halyard/core/node";
import type { OpenDocument } from "../documents/documents.js";
import { Lines } from "../text/lines.js";
import type { PositionEncoding } from "../text/encoding.js";

/** How a snapshot speaks of files and places to the editor. */
export interface Naming {
  readonly encoding: PositionEncoding;
  /** The editor's URI for a path relative to the root. */
  uriOf(path: string): string;
  /** The version of an open document; null for a file that is not open. */
  versionOf(path: string): number | null;
}

/** What a snapshot needs of a workspace. */
type OpenWorkspace = Pick<
  Workspace,
  "root" | "analysis" | "listFiles" | "state" | "peek" | "textOf" | "analysisBeside"
>;

/** What an earlier state has to say that a quick judgement does not look at. */
export interface Carried {
  /** Findings of rules that follow calls through the code, in files that have not been edited since. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}

/**
 * One workspace at one moment, in the editor's words: positions for offsets, URIs for paths.
 *
 * It holds until the next change is taken in. A request reads what it needs of it without waiting in between.
 */
export class Snapshot implements FixContext {
  readonly root: string;
  readonly revision: number;
  readonly analysis: Analysis;
  /** Set right after an edit: the slow rules have not looked at it yet, and this is what they said before. */
  readonly carried: Carried | undefined;
  readonly #workspace: OpenWorkspace;
  readonly #naming: Naming;
  readonly #lines = new Map<string, Lines>();

  constructor(workspace: OpenWorkspace, revision: number, naming: Naming, carried?: Carried) {
    this.root = workspace.root;
    this.revision = revision;
    this.analysis = workspace.analysis;
    this.carried = carried;
    this.#workspace = workspace;
    this.#naming = naming;
  }

  get now(): Date {
    return this.analysis.now;
  }

  /** What there is to say at this moment, as far as it has been judged. */
  findings(): readonly Finding[] {
    if (this.carried === undefined) return this.analysis.findings();
    return [...this.analysis.quickFindings(), ...this.carried.findings];
  }

  /** What is wrong with the inputs; the quick rules suffice to tell. */
  problems(): readonly Problem[] {
    return this.analysis.problems;
  }

  /** Every file of the workspace that git does not ignore. */
  get files(): readonly string[] {
    return this.#workspace.listFiles();
  }

  /** The workspace as plain data, for another thread. */
  state(): WorkspaceState {
    return this.#workspace.state();
  }

  /** The references that a source would hold with another text. */
  peek(path: string, text: string): Promise<readonly FlagReference[]> {
    return this.#workspace.peek(path, text);
  }

  /** This moment with an open document beside the files that is none of them; `path` is its own alone. */
  async beside(path: string, document: OpenDocument): Promise<Snapshot> {
    const workspace = this.#workspace;
    const { text, uri, version } = document;
    const { root } = workspace;
    const naming: Naming = {
      encoding: this.#naming.encoding,
      uriOf: (one) => (one === path ? uri : this.#naming.uriOf(one)),
      versionOf: (one) => (one === path ? version : this.#naming.versionOf(one)),
    };
    const parts: OpenWorkspace = {
      root,
      analysis: await workspace.analysisBeside(path, text),
      listFiles: () => workspace.listFiles(),
      state: () => workspace.state(),
      peek: (one, other) => workspace.peek(one, other),
      textOf: (one) => (one === path ? text : workspace.textOf(one)),
      analysisBeside: (one, other) => workspace.analysisBeside(one, other),
    };
    return new Snapshot(parts, this.revision, naming, { findings: [], suppressed: [] });
  }

  textOf(path: string): string | undefined {
    return this.#workspace.textOf(path);
  }

  /** The lines of a file; of an empty text where there is none. */
  linesOf(path: string): Lines {
    const text = this.textOf(path) ?? "";
    const known = this.#lines.get(path);
    if (known?.text === text) return known;
    const lines = new Lines(text, this.#naming.encoding);
    this.#lines.set(path, lines);
    return lines;
  }

  rangeOf(path: string, span: Span): Range {
    return this.linesOf(path).rangeOf(span);
  }

  offsetAt(path: string, position: Position): number {
    return this.linesOf(path).offsetAt(position);
  }

  uriOf(path: string): string {
    return this.#naming.uriOf(path);
  }

  versionOf(path: string): number | null {
    return this.#naming.versionOf(path);
  }

  locationOf({ path, span }: Place): Location {
    return { uri: this.uriOf(path), range: this.rangeOf(path, span) };
  }
}

/** One file of a snapshot, as the editor asks about it. */
export interface DocumentView {
  readonly snapshot: Snapshot;
  readonly uri: string;
  /** Relative to the snapshot's root. */
  readonly path: string;
}
