import { removalSummary, type Analysis, type RemovalPlan } from "@halyard/core";
import type { RemovalPreview } from "../protocol/removal.js";
import { seen } from "../text/words.js";

/** A pull request that makes a removal, in the words of the command line. */
export function pullRequestOf(
  analysis: Analysis,
  plan: RemovalPlan,
): RemovalPreview["pullRequest"] {
  const { title, body, commitMessage } = removalSummary(analysis, plan, seen);
  const branch = `remove-flag/${plan.flagKey.replace(/[^\w.-]+/gu, "-")}`;
  return { branch, title, body, commitMessage };
}
