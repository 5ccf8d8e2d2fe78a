import { plural } from "../check/report.js";
import { inert, withoutWorkflowCommands } from "../terminal/inert.js";
import { paintFor, symbolsFor } from "../terminal/paint.js";
import type { Style } from "../terminal/paint.js";
import type { Cell, Column } from "../terminal/table.js";
import { formatTable } from "../terminal/table.js";
import type { Terminal } from "../terminal/terminal.js";
import type { FlagRow, NextStep } from "@halyard/core";

const columns: readonly Column[] = [
  { title: "Flag", minimum: 16 },
  { title: "Type" },
  { title: "Owner", minimum: 8 },
  { title: "Age", align: "right" },
  { title: "Outcome" },
  { title: "Verdicts", minimum: 14 },
  { title: "Reads", align: "right" },
  { title: "Tests", align: "right" },
  { title: "Files", align: "right" },
  { title: "Next step", minimum: 18 },
];

const styles: Readonly<Record<NextStep["action"], Style>> = {
  remove: "green",
  unblock: "yellow",
  "extend-or-remove": "red",
  archive: "cyan",
  wait: "yellow",
  keep: "dim",
};

/** The list for people: one line per flag and, below, how many need action. */
export function listTable(rows: readonly FlagRow[], terminal: Terminal): string {
  if (rows.length === 0)
    return "No flags. halyard init writes a registry; halyard index shows what the code reads.\n";
  const needing = rows.filter(({ nextStep }) => !["wait", "keep"].includes(nextStep.action)).length;
  const { separator } = symbolsFor(terminal);
  const summary = `${plural(rows.length, "flag")} ${separator} ${needing} to act on`;
  const table = formatTable(columns, rows.map(cellsOf), terminal);
  return withoutWorkflowCommands(`${table}\n${paintFor(terminal)("bold", summary)}\n`);
}

function cellsOf(row: FlagRow): Cell[] {
  const verdicts = row.verdicts.map(({ environment, verdict }) => `${environment} ${verdict}`);
  return [
    { text: inert(row.flagKey) },
    { text: row.type },
    { text: inert(row.owner ?? "-") },
    { text: row.ageDays === null ? "-" : `${row.ageDays} d` },
    { text: row.outcome },
    { text: inert(verdicts.join(", ")) },
    { text: String(row.reads) },
    { text: String(row.overrides) },
    { text: String(row.files.length) },
    { text: inert(row.nextStep.words), style: styles[row.nextStep.action] },
  ];
}
