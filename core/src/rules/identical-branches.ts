import type { FlagCondition } from "../reference/model.js";
import type { Span } from "../text/span.js";
import { readsInCode } from "./codeReferences.js";
import { defineRule } from "./model.js";

/** A flag that decides nothing, because the same code runs either way. */
export const identicalBranches = defineRule({
  id: "identical-branches",
  meta: {
    description: "Disallow asking a flag whose branches are the same code",
    category: "hygiene",
    scope: "file",
    defaultSeverity: "warn",
    timeTriggered: false,
    messages: {
      identical:
        'Flag "{{flag}}" decides nothing here, because both branches are the same code; keep one branch and drop the check.',
    },
  },
  check(context) {
    for (const { conditions, flagKey, path, evaluation } of readsInCode(context)) {
      const branches = identicalBranchesOf(conditions);
      if (branches === undefined) continue;
      context.report({
        messageId: "identical",
        place: { path, span: evaluation },
        flagKey,
        related: [
          { path, span: branches.whenOn, message: "Runs when the flag is on." },
          { path, span: branches.whenOff, message: "Runs when the flag is off." },
        ],
      });
    }
  },
});

/** The branches of the first condition whose two sides are the same code; a side without code is no branch. */
function identicalBranchesOf(
  conditions: readonly FlagCondition[],
): { whenOn: Span; whenOff: Span } | undefined {
  for (const { identical, whenOn, whenOff } of conditions) {
    if (identical && whenOn !== null && whenOff !== null) return { whenOn, whenOff };
  }
  return undefined;
}
