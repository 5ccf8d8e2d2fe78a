import type { Location, WorkspaceEdit } from "vscode-languageserver/node";
import type { RemovalFile, RemovalRemark } from "./removal.js";
import { requestKind } from "./requestKind.js";

/** Which migration to take apart. */
export interface RetirementParams {
  /** The migration's name in its registry. */
  readonly migration: string;
  /** URI of a document or folder of the project, where several projects have the name. */
  readonly uri?: string;
  /** Refusal codes that a person overrules. */
  readonly allow?: readonly string[];
}

/** One change of its own on the way out of a migration. */
export interface RetirementStepItem {
  /** 1-based. */
  readonly number: number;
  readonly kind: "reads" | "system" | "kill-switch";
  readonly title: string;
  readonly flagKeys: readonly string[];
  /**
   * `done`: the code holds nothing of it any more; `ready`: planned, and next; `planned`: planned on the code as the
   * steps before it leave it; `refused`: something stands in the way; `waiting`: an earlier step is refused.
   */
  readonly state: "done" | "ready" | "planned" | "refused" | "waiting";
  readonly refusals: readonly RemovalRemark[];
  readonly notes: readonly RemovalRemark[];
  readonly files: readonly RemovalFile[];
}

/** How a migration is taken apart: separate changes in order, then what to do in the store. */
export interface RetirementPreview {
  readonly migration: string;
  /** URI of the project's root; empty where no project has the migration. */
  readonly project: string;
  /** Why there is no plan at all. */
  readonly refusals: readonly RemovalRemark[];
  readonly steps: readonly RetirementStepItem[];
  /** The change of the step that is `ready`, versioned for open documents; null where none is. */
  readonly edit: WorkspaceEdit | null;
  /** What to do once everything is deployed, in order, as sentences. */
  readonly afterwards: readonly string[];
  /** Where the registry declares the migration; null where it does not. */
  readonly definition: Location | null;
}

/** Plans how a migration is taken apart; changes nothing. Cancelling it stops the work. */
export const retirementRequest = requestKind<RetirementParams, RetirementPreview>(
  "halyard/retirement",
);
