import type { Location, WorkspaceEdit } from "vscode-languageserver/node";
import { requestKind } from "./requestKind.js";

/** What to remove: one flag, or several as one change. */
export interface RemovalParams {
  readonly flagKey: string;
  /** URI of a document or folder of the project, where several projects have the key. */
  readonly uri?: string;
  /** The variant to keep; absent: the one that won in production. */
  readonly variant?: string;
  /** Refusal codes that a person overrules. */
  readonly allow?: readonly string[];
}

/** Why nothing is changed, or what a reviewer should look at. */
export interface RemovalRemark {
  /** A refusal's code (docs/removal.md), or a note's kind. */
  readonly code: string;
  readonly message: string;
  readonly location: Location | null;
  /** For a refusal: `allow` may overrule it. */
  readonly canAllow: boolean;
}

/** What happens to one file. */
export interface RemovalFile {
  readonly uri: string;
  /** Relative to the project's root. */
  readonly path: string;
  readonly kind: "edit" | "create" | "delete";
  readonly linesAdded: number;
  readonly linesRemoved: number;
  readonly oldText: string;
  readonly newText: string;
}

/** The plan for a removal. It holds until one of its files changes. */
export interface RemovalPreview {
  readonly flagKey: string;
  /** URI of the project's root. */
  readonly project: string;
  /** The value that stays, as JSON; null where none has won. */
  readonly winningValue: string | null;
  /** Not empty: nothing is changed, and `files` and `edit` are empty. */
  readonly refusals: readonly RemovalRemark[];
  readonly notes: readonly RemovalRemark[];
  readonly files: readonly RemovalFile[];
  /** What was pruned beside the reads, by kind and name. */
  readonly pruned: readonly {
    readonly kind: string;
    readonly name: string;
    readonly path: string;
  }[];
  /** Versioned for open documents, with a change annotation per file and kind; null where there are refusals. */
  readonly edit: WorkspaceEdit | null;
  readonly pullRequest: {
    readonly branch: string;
    readonly title: string;
    /** Markdown. */
    readonly body: string;
    readonly commitMessage: string;
  };
}

/** Plans a removal and shows all of it; changes nothing. Cancelling it stops the work. */
export const removalRequest = requestKind<RemovalParams, RemovalPreview>("halyard/removal");
