import type { Analysis, RemovalPlan } from "@halyard/core";
import { placeFields } from "../output/place.js";
import { planFields } from "./planFields.js";

/** The plan as data: edits with 1-based places, deletions, notes and refusals, sorted by path and place. */
export function removalJson(analysis: Analysis, plan: RemovalPlan): string {
  const edits = plan.files.flatMap(({ path, kind, edits: changes }) =>
    kind === "delete"
      ? []
      : changes.map(({ start, end, newText }) => ({
          ...placeFields(analysis, { path, span: { start, end } }),
          newText,
        })),
  );
  const value = {
    flagKey: plan.flagKey,
    winningValue: plan.winningValue ?? null,
    edits,
    deletions: plan.files.filter(({ kind }) => kind === "delete").map(({ path }) => path),
    ...planFields(analysis, plan),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
