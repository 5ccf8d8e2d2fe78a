import { parentPort } from "node:worker_threads";
import type { RemovalPlan } from "@halyard/core";
import {
  planFlagRemoval,
  workspaceFrom,
  type FlagRemovalOptions,
  type ReadableWorkspace,
  type WorkspaceState,
} from "@halyard/core/node";

/** One plan to make. */
export interface PlanRequest {
  readonly id: number;
  /** The workspace from this plan on; absent while it is that of the plan before. */
  readonly state?: WorkspaceState;
  readonly options: FlagRemovalOptions;
}

/** The plan, or why there is none: a mistake of ours, in words for the log. */
export interface PlanAnswer {
  readonly id: number;
  readonly plan?: RemovalPlan;
  readonly failure?: string;
}

let workspace: ReadableWorkspace | undefined;

parentPort?.on("message", (request: PlanRequest) => {
  void answer(request).then((found) => parentPort?.postMessage(found));
});

async function answer({ id, state, options }: PlanRequest): Promise<PlanAnswer> {
  try {
    if (state !== undefined) workspace = workspaceFrom(state);
    if (workspace === undefined) return { id, failure: "No workspace was given." };
    return { id, plan: await planFlagRemoval(workspace, options) };
  } catch (error) {
    return { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
