import type { Problem } from "@halyard/core";
import { countFindings } from "../check/report.js";
import type { CheckReport } from "../check/report.js";
import { jsonText } from "./jsonText.js";
import type { Formatter } from "./formatter.js";
import {
  artifactLocation,
  messageText,
  ruleDescriptor,
  suppressedResult,
  toResult,
} from "./sarifResult.js";

/** GitHub takes 25,000 results of a run. */
const mostResults = 25_000;

/**
 * SARIF 2.1.0 (OASIS), one run.
 *
 * Paths are relative to `%SRCROOT%`, whose place is left open, so that the bytes are the same on every machine.
 */
export const sarifFormatter: Formatter = {
  name: "sarif",
  format(report) {
    const { tool, rules } = report;
    const ruleIds = ruleIdsOf(report);
    const ruleIndexes = new Map(ruleIds.map((id, index) => [id, index]));
    const { kept, left } = mostImportant(report);
    const notifications = report.problems.map(toNotification);
    if (left > 0) notifications.push(truncationNotice(left));
    const log = {
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [
        {
          tool: {
            driver: {
              name: "Halyard",
              version: tool.version,
              semanticVersion: tool.version,
              rules: ruleIds.map((id) =>
                ruleDescriptor(
                  id,
                  rules.find((rule) => rule.id === id),
                ),
              ),
            },
          },
          columnKind: "utf16CodeUnits",
          originalUriBaseIds: {
            "%SRCROOT%": { description: { text: "The root of the workspace." } },
          },
          automationDetails: { id: "halyard/" },
          invocations: [
            {
              executionSuccessful: !report.problems.some(({ severity }) => severity === "error"),
              toolConfigurationNotifications: notifications,
            },
          ],
          results: [
            ...kept.map((finding) => toResult(finding, ruleIndexes)),
            ...report.suppressed
              .slice(0, mostResults - kept.length)
              .map((suppressed) => suppressedResult(suppressed, ruleIndexes)),
          ],
        },
      ],
    };
    return `${jsonText(log, 2)}\n`;
  },
};

/** The known rules and, after them, the ids that only findings have (suppression comments). */
function ruleIdsOf({ rules, findings, suppressed }: CheckReport): string[] {
  return [
    ...new Set([
      ...rules.map(({ id }) => id),
      ...findings.map(({ ruleId }) => ruleId),
      ...suppressed.map(({ finding }) => finding.ruleId),
    ]),
  ];
}

/** Errors go first into what GitHub takes; the order within stays. */
function mostImportant(report: CheckReport): { kept: CheckReport["findings"]; left: number } {
  const { findings } = report;
  if (findings.length <= mostResults) return { kept: findings, left: 0 };
  const room = Math.max(0, mostResults - countFindings(report).errors);
  let warnings = 0;
  const kept = findings
    .filter(({ severity }) => severity === "error" || warnings++ < room)
    .slice(0, mostResults);
  return { kept, left: findings.length - kept.length };
}

interface Notification {
  level: "error" | "warning";
  descriptor?: { id: string };
  message: { text: string };
  locations?: object[];
}

function toNotification({ code, severity, message, path, line, column }: Problem): Notification {
  const region =
    line === undefined ? {} : { region: { startLine: line, startColumn: column ?? 1 } };
  const physicalLocation = { artifactLocation: artifactLocation(path), ...region };
  return {
    level: severity,
    descriptor: { id: code },
    message: messageText(message),
    locations: [{ physicalLocation }],
  };
}

function truncationNotice(left: number): Notification {
  const text = `${left} results were left out, warnings first: a run may hold ${mostResults}.`;
  return { level: "warning", message: { text } };
}
