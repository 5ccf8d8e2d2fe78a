import type { FileChange } from "../text/change.js";
import type { Pruned, RemovalNote } from "../removal/model.js";
import type { StepRefusal } from "../removal/systems/model.js";

/**
 * - `reads`: the read flag, shadow reads and the old system's reads.
 * - `system`: the write flag, old writes, wrappers, sync and comparison, the old modules.
 * - `kill-switch`: the kill switch, which would stop the only system by now.
 */
export type StepKind = "reads" | "system" | "kill-switch";

/**
 * - `done`: the code holds nothing of it any more.
 * - `ready`: planned, and next.
 * - `planned`: planned on the code as the steps before it leave it; they are to be deployed first.
 * - `refused`: something stands in the way.
 * - `waiting`: an earlier step is refused, so nothing can be said yet.
 */
export type StepState = "done" | "ready" | "planned" | "refused" | "waiting";

/** One change of its own on the way out of a migration. */
export interface RetirementStep {
  /** 1-based. */
  readonly number: number;
  readonly kind: StepKind;
  /** In words, as a title of a change. */
  readonly title: string;
  readonly flagKeys: readonly string[];
  readonly state: StepState;
  readonly refusals: readonly StepRefusal[];
  readonly notes: readonly RemovalNote[];
  /** The change on top of the steps before; empty where it is done, refused or waits. */
  readonly files: readonly FileChange[];
  readonly pruned: readonly Pruned[];
}

/** How a migration is taken apart: separate changes in order, then what to do in the store. */
export interface Retirement {
  readonly migrationId: string;
  /** Why there is no plan at all; empty otherwise. */
  readonly refusals: readonly StepRefusal[];
  readonly steps: readonly RetirementStep[];
  /** What to do once everything is deployed, in order, as sentences. */
  readonly afterwards: readonly string[];
}
