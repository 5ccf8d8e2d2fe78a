import type { Analysis, Place } from "@halyard/core";

/** `path:line:column`, 1-based. The path is somebody's input: make it inert before a terminal sees it. */
export function placeText(analysis: Analysis, { path, span }: Place): string {
  const { line, column } = analysis.rangeOf({ path, span }).start;
  return `${path}:${String(line)}:${String(column)}`;
}

/** A place as the fields that JSON has for it: 1-based, the end exclusive; none where there is no place. */
export function placeFields(
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
