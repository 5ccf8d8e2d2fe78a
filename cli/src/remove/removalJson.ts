import type { Analysis, Place, RemovalPlan } from "@halyard/core";

/** The plan as data: edits with 1-based places, deletions, notes and refusals, sorted by path and place. */
export function removalJson(analysis: Analysis, plan: RemovalPlan): string {
  const edits = plan.files.flatMap(({ path, kind, edits: changes }) =>
    kind === "delete"
      ? []
      : changes.map(({ start, end, newText }) => ({
          ...placed(analysis, { path, span: { start, end } }),
          newText,
        })),
  );
  const value = {
    flagKey: plan.flagKey,
    winningValue: plan.winningValue ?? null,
    edits,
    deletions: plan.files.filter(({ kind }) => kind === "delete").map(({ path }) => path),
    pruned: plan.pruned.map(({ kind, name, path }) => ({ kind, name, path })),
    notes: plan.notes.map(({ kind, message, place }) => ({
      kind,
      message,
      ...placed(analysis, place),
    })),
    refusals: plan.refusals.map(({ code, message, place }) => ({
      code,
      message,
      ...placed(analysis, place),
    })),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function placed(analysis: Analysis, place: Place | undefined): Record<string, string | number> {
  if (place === undefined) return {};
  const { start, end } = analysis.rangeOf(place);
  return {
    path: place.path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}
