import type { Analysis, Place } from "@halyard/core";

/** A place as the fields that JSON has for it: 1-based, the end exclusive. */
export function placed(
  analysis: Analysis,
  place: Place | undefined,
): Record<string, string | number> {
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
