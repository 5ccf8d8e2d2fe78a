import type { Analysis, Retirement } from "@halyard/core";
import { jsonText } from "../formatters/jsonText.js";
import { placeFields } from "../output/place.js";

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
      pruned: step.pruned.map(({ kind, name, path }) => ({ kind, name, path })),
      notes: step.notes.map(({ kind, message, place }) => ({
        kind,
        message,
        ...placeFields(analysis, place),
      })),
      refusals: step.refusals.map(({ code, message, place }) => ({
        code,
        message,
        ...placeFields(analysis, place),
      })),
    })),
    afterwards: plan.afterwards,
  };
  return `${jsonText(value, 2)}\n`;
}
