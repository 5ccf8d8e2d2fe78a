import type { Range } from "@halyard/core";
import type { ReportedFinding } from "../check/report.js";
import { countFindings } from "../check/report.js";
import type { Formatter } from "./formatter.js";
import { jsonText } from "./jsonText.js";

/** Halyard's own JSON, documented in docs/ci-formats.md; `version` changes when a reader could break. */
export const jsonFormatter: Formatter = {
  name: "json",
  format(report) {
    const { tool, date, flags, references } = report;
    const document = {
      version: 1,
      tool,
      date,
      summary: {
        ...countFindings(report),
        suppressed: report.suppressed.length,
        problems: report.problems.length,
        flags,
        references,
      },
      findings: report.findings.map(toJson),
      suppressed: report.suppressed.map(({ finding, kind, reason }) => ({
        ...toJson(finding),
        suppression: { kind, reason },
      })),
      problems: report.problems.map(({ code, severity, message, path, line, column }) => ({
        code,
        severity,
        message,
        path,
        line: line ?? null,
        column: column ?? null,
      })),
    };
    return `${jsonText(document, 2)}\n`;
  },
};

function toJson(finding: ReportedFinding): object {
  const { ruleId, messageId, severity, message, flagKey, path, range, tags, fingerprint } = finding;
  return {
    ruleId,
    messageId,
    severity,
    message,
    flagKey: flagKey ?? null,
    path,
    ...positionsOf(range),
    tags,
    related: finding.related.map((place) => ({
      path: place.path,
      ...positionsOf(place.range),
      message: place.message,
    })),
    fingerprint,
  };
}

/** The four numbers that every JSON output of Halyard uses for a range: 1-based, the end exclusive. */
export function positionsOf(range: Range): {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
} {
  return {
    line: range.start.line,
    column: range.start.column,
    endLine: range.end.line,
    endColumn: range.end.column,
  };
}
