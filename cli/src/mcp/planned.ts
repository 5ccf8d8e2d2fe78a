import type { RemovalPlan } from "@halyard/core";
import type { OpenedWorkspace } from "../workspace/openAnalysis.js";

/** Plans a removal as an agent may ask for it: nothing can be overruled from there. */
export async function planned(
  workspace: OpenedWorkspace,
  { flagKey, variant }: { readonly flagKey: string; readonly variant?: string | undefined },
): Promise<RemovalPlan> {
  const { planFlagRemoval } = await import("@halyard/core/node");
  return planFlagRemoval(workspace, { flagKey, ...(variant !== undefined && { variant }) });
}
