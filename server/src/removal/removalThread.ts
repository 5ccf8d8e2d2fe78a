import { parentPort } from "node:worker_threads";
import type { RemovalPlan, Retirement } from "@halyard/core";
import {
  planFlagRemoval,
  planMigrationRetirement,
  workspaceFrom,
  type FlagRemovalOptions,
  type ReadableWorkspace,
  type RetirementOptions,
  type WorkspaceState,
} from "@halyard/core/node";

/** What to plan: one flag out of the code, or a migration taken apart. */
export type PlanTask =
  | { readonly kind: "removal"; readonly options: FlagRemovalOptions }
  | { readonly kind: "retirement"; readonly options: RetirementOptions };

/** One plan to make. */
export interface PlanRequest {
  readonly id: number;
  /** The workspace from this plan on; absent while it is that of the plan before. */
  readonly state?: WorkspaceState;
  readonly task: PlanTask;
}

/** The plan, or why there is none: a mistake of ours, in words for the log. */
export interface PlanAnswer {
  readonly id: number;
  readonly plan?: RemovalPlan;
  readonly retirement?: Retirement;
  readonly failure?: string;
}

let workspace: ReadableWorkspace | undefined;

parentPort?.on("message", (request: PlanRequest) => {
  void answer(request).then((found) => parentPort?.postMessage(found));
});

async function answer({ id, state, task }: PlanRequest): Promise<PlanAnswer> {
  try {
    if (state !== undefined) workspace = workspaceFrom(state);
    if (workspace === undefined) return { id, failure: "No workspace was given." };
    return task.kind === "removal"
      ? { id, plan: await planFlagRemoval(workspace, task.options) }
      : { id, retirement: await planMigrationRetirement(workspace, task.options) };
  } catch (error) {
    return { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
