import { z } from "zod";
import { removalDiff } from "../../remove/removalDiff.js";
import { planned } from "../planned.js";
import { answer, complaint, defineTool } from "../tool.js";
import { plainTerminal } from "../../terminal/terminal.js";

/** What `plan_removal` and `apply_removal` are asked for. */
export const removalInput = z.object({
  flagKey: z.string().min(1).describe("The flag's key"),
  variant: z
    .string()
    .optional()
    .describe("The variant to keep, only where a person chose it; otherwise the one that has won"),
});

/** `plan_removal`: the proven change as a diff, or the reasons why there is none. It writes nothing. */
export const planRemoval = defineTool({
  name: "plan_removal",
  title: "Plan the removal of a feature flag",
  description:
    "Plan taking one feature flag out of the whole repository. Answers a unified diff that Halyard has proven, with " +
    "notes for the reviewer, or refusals with a code, a place and a reason. Nothing is written.",
  input: removalInput,
  readOnly: true,
  run: async (input, call) => {
    const opened = await call.open();
    if (!opened.ok) return complaint(opened.message);
    const plan = await planned(opened.value, input);
    return answer({
      flagKey: plan.flagKey,
      winningValue: plan.winningValue,
      refusals: plan.refusals.map(({ code, message, place }) => ({
        code,
        message,
        path: place?.path,
      })),
      notes: plan.notes.map(({ kind, message, place }) => ({ kind, message, path: place?.path })),
      pruned: plan.pruned,
      diff: removalDiff(plan, plainTerminal),
    });
  },
});
