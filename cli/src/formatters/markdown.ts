import type { Entry } from "../check/entries.js";
import { entriesOf } from "../check/entries.js";
import type { CheckReport } from "../check/report.js";
import { countFindings, plural } from "../check/report.js";
import { withoutWorkflowCommands } from "../terminal/inert.js";
import type { Formatter } from "./formatter.js";
import { markdownCode, markdownText } from "./markdownText.js";

/** A pull request comment holds 65,536 characters; rows are left out, and said so, well before that. */
const mostCharacters = 60_000;

/** A table for a pull request's comment or a job's summary. */
export const markdownFormatter: Formatter = {
  name: "markdown",
  format(report) {
    const entries = entriesOf(report);
    const head = `## Halyard: ${headline(report)}\n`;
    if (entries.length === 0) return head;
    const lines = [head, "| Place | Severity | Rule | Message |", "| --- | --- | --- | --- |"];
    let length = lines.join("\n").length;
    let shown = 0;
    for (const entry of entries) {
      const line = row(entry);
      if (length + line.length > mostCharacters) break;
      lines.push(line);
      length += line.length + 1;
      shown++;
    }
    if (shown < entries.length) {
      lines.push(
        "",
        `${plural(entries.length - shown, "more line")} left out; \`halyard check\` shows all.`,
      );
    }
    return withoutWorkflowCommands(`${lines.join("\n")}\n`);
  },
};

function headline(report: CheckReport): string {
  const { errors, warnings } = countFindings(report);
  const parts = [];
  if (report.problems.length > 0) parts.push(plural(report.problems.length, "problem"));
  if (errors > 0) parts.push(plural(errors, "error"));
  if (warnings > 0) parts.push(plural(warnings, "warning"));
  if (parts.length === 0) parts.push("no findings");
  if (report.suppressed.length > 0) parts.push(`${report.suppressed.length} suppressed`);
  return parts.join(", ");
}

function row({ path, range, severity, ruleId, message }: Entry): string {
  const place = range === undefined ? path : `${path}:${range.start.line}`;
  const level = severity === "error" ? "error" : "warning";
  return `| ${markdownCode(place)} | ${level} | ${markdownCode(ruleId)} | ${markdownText(message)} |`;
}
