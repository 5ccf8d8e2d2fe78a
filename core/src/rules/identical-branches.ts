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
      const condition = conditions.find(
        ({ identical, whenOn, whenOff }) => identical && whenOn !== null && whenOff !== null,
      );
      if (condition?.whenOn == null || condition.whenOff == null) continue;
      context.report({
        messageId: "identical",
        place: { path, span: evaluation },
        flagKey,
        related: [
          { path, span: condition.whenOn, message: "Runs when the flag is on." },
          { path, span: condition.whenOff, message: "Runs when the flag is off." },
        ],
      });
    }
  },
});
