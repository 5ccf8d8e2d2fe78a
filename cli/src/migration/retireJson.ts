import type { Analysis, Retirement } from "@halyard/core";
import { jsonText } from "../formatters/jsonText.js";
import { planFields } from "../remove/planFields.js";

/** The steps as data. Edits are in the file's text as the steps before leave it, by UTF-16 offset. */
export function retireJson(analysis: Analysis, plan: Retirement): string {
  const value = {
    migrationId: plan.migrationId,
    steps: plan.steps.map((step) => ({
      number: step.number,
      kind: step.kind,
      title: step.title,
      state: step.state,
      flagKeys: step.flagKeys,
      edits: step.files.flatMap(({ path, kind, edits }) =>
        kind === "delete"
          ? []
          : edits.map(({ start, end, newText }) => ({ path, start, end, newText })),
      ),
      deletions: step.files.filter(({ kind }) => kind === "delete").map(({ path }) => path),
      ...planFields(analysis, step),
    })),
    afterwards: plan.afterwards,
  };
  return `${jsonText(value, 2)}\n`;
}
