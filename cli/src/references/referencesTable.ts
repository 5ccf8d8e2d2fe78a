import type { Analysis, DynamicReference, FlagReference } from "@halyard/core";
import { compareText } from "@halyard/core";
import { plural } from "../check/report.js";
import { inert, withoutWorkflowCommands } from "../terminal/inert.js";
import { paintFor } from "../terminal/paint.js";
import type { Cell, Column } from "../terminal/table.js";
import { formatTable } from "../terminal/table.js";
import type { Terminal } from "../terminal/terminal.js";

const columns: readonly Column[] = [
  { title: "Flag", minimum: 16 },
  { title: "Place", minimum: 24 },
  { title: "Access" },
  { title: "Kind" },
  { title: "Matcher", minimum: 12 },
];

const dynamicColumns: readonly Column[] = [
  { title: "Pattern", minimum: 16 },
  { title: "Place", minimum: 24 },
  { title: "Kind" },
  { title: "Matcher", minimum: 12 },
];

/** The references for people: by flag, then by place, with the keys built at run time in a section of their own. */
export function referencesTable(
  analysis: Pick<Analysis, "rangeOf">,
  references: readonly FlagReference[],
  dynamicReferences: readonly DynamicReference[],
  terminal: Terminal,
): string {
  const paint = paintFor(terminal);
  const sorted = [...references].sort((left, right) => compareText(left.flagKey, right.flagKey));
  const rows = sorted.map((reference): Cell[] => [
    { text: inert(reference.flagKey), style: "bold" },
    { text: placeOf(analysis, reference) },
    { text: reference.access },
    { text: reference.kind },
    { text: inert(reference.matcher), style: "dim" },
  ]);
  const flags = new Set(references.map(({ flagKey }) => flagKey)).size;
  const files = new Set(references.map(({ path }) => path)).size;
  const summary = `${plural(references.length, "reference")} to ${plural(flags, "flag")} in ${plural(files, "file")}`;
  const parts = rows.length === 0 ? [] : [formatTable(columns, rows, terminal), ""];
  if (dynamicReferences.length > 0) {
    const dynamicRows = dynamicReferences.map((reference): Cell[] => [
      { text: inert(reference.pattern), style: "bold" },
      { text: placeOf(analysis, reference) },
      { text: reference.kind },
      { text: inert(reference.matcher), style: "dim" },
    ]);
    const title = "Keys built at run time (these may read any flag that fits the pattern)";
    parts.push(`${paint("bold", title)}\n`, formatTable(dynamicColumns, dynamicRows, terminal), "");
  }
  parts.push(`${paint("bold", summary)}\n`);
  return withoutWorkflowCommands(parts.map((part) => (part === "" ? "\n" : part)).join(""));
}

function placeOf(
  analysis: Pick<Analysis, "rangeOf">,
  { path, span }: FlagReference | DynamicReference,
): string {
  const { line, column } = analysis.rangeOf({ path, span }).start;
  return inert(`${path}:${line}:${column}`);
}
