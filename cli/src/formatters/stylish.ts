import type { Entry } from "../check/entries.js";
import { entriesOf, groupByPath } from "../check/entries.js";
import type { ReportedFinding } from "../check/report.js";
import { inert, withoutWorkflowCommands } from "../terminal/inert.js";
import { displayWidth, padEnd, padStart, wrap } from "../terminal/layout.js";
import type { Paint, Symbols } from "../terminal/paint.js";
import { paintFor, symbolsFor } from "../terminal/paint.js";
import type { Terminal } from "../terminal/terminal.js";
import type { Formatter } from "./formatter.js";
import { summaryLines } from "./stylishSummary.js";

/** How a page is laid out: the same columns for every file, so that the eye runs down them. */
interface Layout {
  readonly paint: Paint;
  readonly symbols: Symbols;
  readonly placeWidth: number;
  readonly indent: number;
  readonly messageWidth: number;
}

const severityWidth = "warning".length;

/** For people: findings by file, aligned, in colour, with the places that explain them and what to do next. */
export const stylishFormatter: Formatter = {
  name: "stylish",
  format(report, terminal) {
    const entries = entriesOf(report);
    const layout = layoutFor(entries, terminal);
    const lines: string[] = [];
    for (const [path, group] of groupByPath(entries)) {
      lines.push(layout.paint("underline", inert(path)));
      for (const entry of group) lines.push(...entryLines(entry, relatedOf(entry), layout));
      lines.push("");
    }
    lines.push(...summaryLines(report, terminal));
    return withoutWorkflowCommands(`${lines.join("\n")}\n`);
  },
};

function relatedOf(entry: Entry): ReportedFinding["related"] {
  return "related" in entry ? (entry as ReportedFinding).related : [];
}

function layoutFor(entries: readonly Entry[], terminal: Terminal): Layout {
  const placeWidth = Math.max(3, ...entries.map((entry) => placeOf(entry).length));
  const indent = 2 + placeWidth + 2 + severityWidth + 2;
  return {
    paint: paintFor(terminal),
    symbols: symbolsFor(terminal),
    placeWidth,
    indent,
    messageWidth: Math.max(24, Math.min(terminal.width, 140) - indent),
  };
}

function placeOf({ range }: Entry): string {
  return range === undefined ? "" : `${range.start.line}:${range.start.column}`;
}

function entryLines(entry: Entry, related: ReportedFinding["related"], layout: Layout): string[] {
  const { paint, indent, messageWidth } = layout;
  const isError = entry.severity === "error";
  const severity = paint(
    isError ? "red" : "yellow",
    padEnd(isError ? "error" : "warning", severityWidth),
  );
  const place = paint("dim", padStart(placeOf(entry), layout.placeWidth));
  const [first = "", ...more] = wrap(inert(entry.message), messageWidth);
  const margin = " ".repeat(indent);
  const lines = [`  ${place}  ${severity}  ${first}`, ...more.map((line) => margin + line)];
  const ruleId = inert(entry.ruleId);
  const last = more.at(-1) ?? first;
  if (displayWidth(last) + 2 + displayWidth(ruleId) <= messageWidth) {
    lines.push(`${lines.pop() ?? ""}  ${paint("dim", ruleId)}`);
  } else lines.push(margin + paint("dim", ruleId));
  for (const place of related) lines.push(...relatedLines(place, entry.path, layout));
  return lines;
}

/** Why a finding is there: one dimmed line per place, such as the registry's entry. */
function relatedLines(
  { path, range, message }: ReportedFinding["related"][number],
  findingPath: string,
  { paint, symbols, indent, messageWidth }: Layout,
): string[] {
  const { line, column } = range.start;
  const place = path === findingPath ? `line ${line}` : `${path}:${line}:${column}`;
  const [first = "", ...more] = wrap(inert(`${message} (${place})`), messageWidth - 2);
  const margin = " ".repeat(indent);
  return [
    margin + paint("dim", `${symbols.detail} ${first}`),
    ...more.map((text) => `${margin}  ${paint("dim", text)}`),
  ];
}
