import { flagRows } from "@halyard/core";
import { z } from "zod";
import { answer, complaint, defineTool } from "../tool.js";

const actions = ["remove", "unblock", "extend-or-remove", "archive", "wait", "keep"] as const;

/** `list_flags`: what `halyard list` says, most urgent first. */
export const listFlags = defineTool({
  name: "list_flags",
  title: "List feature flags",
  description:
    "List the feature flags of this repository with type, owner, age in days, verdict per environment, number of " +
    "references, files, and the next step. The most urgent come first.",
  input: z.object({
    nextStep: z.enum(actions).optional().describe("Only flags with this next step"),
    owner: z.string().optional().describe("Only flags of this owner"),
    limit: z.number().int().min(1).max(1000).default(100).describe("At most so many flags"),
  }),
  readOnly: true,
  run: async ({ nextStep, owner, limit }, call) => {
    const opened = await call.open();
    if (!opened.ok) return complaint(opened.message);
    const rows = flagRows(opened.value.analysis).filter(
      (row) =>
        (nextStep === undefined || row.nextStep.action === nextStep) &&
        (owner === undefined || row.owner === owner),
    );
    const flags = rows.slice(0, limit).map(({ nextStep: next, ...row }) => ({
      ...row,
      nextStep: { action: next.action, words: next.words },
    }));
    return answer({ total: rows.length, flags });
  },
});
