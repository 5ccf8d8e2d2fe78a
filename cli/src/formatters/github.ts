import type { Entry } from "../check/entries.js";
import { entriesOf } from "../check/entries.js";
import { countFindings, plural } from "../check/report.js";
import { inert } from "../terminal/inert.js";
import type { Formatter } from "./formatter.js";

/**
 * GitHub Actions annotations: workflow commands `::error file=…,line=…::message`.
 *
 * Escapes as the runner reads them back: `%`, CR and LF in messages, `:` and `,` in properties as well.
 */
export const githubFormatter: Formatter = {
  name: "github",
  format(report) {
    const { errors, warnings } = countFindings(report);
    const summary = `Halyard: ${plural(errors, "error")}, ${plural(warnings, "warning")}.`;
    return `${[...entriesOf(report).map(annotation), summary].join("\n")}\n`;
  },
};

function annotation({ severity, path, range, ruleId, message }: Entry): string {
  const properties: [string, string | number][] = [["file", path]];
  if (range !== undefined) {
    properties.push(["line", range.start.line], ["endLine", range.end.line]);
    // GitHub shows columns only where an annotation is within one line; its end column is inclusive.
    if (range.start.line === range.end.line) {
      const endColumn = Math.max(range.start.column, range.end.column - 1);
      properties.push(["col", range.start.column], ["endColumn", endColumn]);
    }
  }
  properties.push(["title", `Halyard: ${ruleId}`]);
  const list = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${severity === "error" ? "error" : "warning"} ${list.join(",")}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return inert(text).replaceAll("%", "%25");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
