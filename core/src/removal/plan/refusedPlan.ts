import type { Refusal, RemovalPlan } from "../model.js";

/** A plan that changes nothing, for one reason. */
export function refusedPlan(flagKey: string, refusal: Refusal): RemovalPlan {
  return {
    flagKey,
    winningValue: undefined,
    refusals: [refusal],
    notes: [],
    files: [],
    pruned: [],
  };
}
