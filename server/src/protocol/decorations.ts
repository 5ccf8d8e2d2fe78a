import type { Range, TextDocumentIdentifier } from "vscode-languageserver/node";
import { requestKind } from "./requestKind.js";

export interface DecorationsParams {
  readonly textDocument: TextDocumentIdentifier;
}

/** A range to fade: a branch that can no longer run, because its flag has been decided for good. */
export interface DeadBranch {
  readonly range: Range;
  readonly flagKey: string;
  /** One sentence for a hover. */
  readonly message: string;
}

/** A call of a migration's old or new system. */
export interface MigrationMark {
  readonly range: Range;
  readonly side: "old" | "new";
  readonly operation: "write" | "read";
  readonly migration: string;
}

/** What an editor may draw beside diagnostics. */
export interface Decorations {
  /** The version of the document that the ranges are for; null where it is not open. */
  readonly version: number | null;
  readonly deadBranches: readonly DeadBranch[];
  readonly migrationMarks: readonly MigrationMark[];
}

/** Ranges to draw in one document. */
export const decorationsRequest = requestKind<DecorationsParams, Decorations>(
  "halyard/decorations",
);
