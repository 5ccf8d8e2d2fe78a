import type { Analysis, Finding } from "@halyard/core";
import type { Changes } from "../git/changesSince.js";

/** Whether any line of a finding is among the changed ones. */
export function isOnChangedLine(
  finding: Finding,
  analysis: Pick<Analysis, "rangeOf">,
  changes: Changes,
): boolean {
  const lines = changes.get(finding.place.path);
  if (lines === undefined || lines === "all") return lines === "all";
  const { start, end } = analysis.rangeOf(finding.place);
  return lines.some(([first, last]) => start.line <= last && end.line >= first);
}
