import { removalSummary, type Analysis, type RemovalPlan } from "@halyard/core";
import type { RemovalPreview } from "../protocol/removal.js";

/** A pull request that makes a removal, in the words of the command line. */
export function pullRequestOf(
  analysis: Analysis,
  plan: RemovalPlan,
): RemovalPreview["pullRequest"] {
  const { title, body, commitMessage } = removalSummary(analysis, plan, inert);
  const branch = `remove-flag/${plan.flagKey.replace(/[^\w.-]+/gu, "-")}`;
  return { branch, title, body, commitMessage };
}

/** Names of the workspace without control characters and marks that reorder text. */
function inert(text: string): string {
  return text.replace(/\s+/gu, " ").replace(/[\p{Cc}\p{Bidi_Control}\ufeff]/gu, "");
}
