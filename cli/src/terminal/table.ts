import { displayWidth, padEnd, padStart, truncate } from "./layout.js";
import type { Style } from "./paint.js";
import { paintFor, symbolsFor } from "./paint.js";
import type { Terminal } from "./terminal.js";

/** A column of a table for people. */
export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
  /** Columns that the widest ones are cut down to when the table does not fit; absent: never cut. */
  readonly minimum?: number;
}

/** A cell: its text, free of control characters, with a stress. */
export interface Cell {
  readonly text: string;
  readonly style?: Style;
}

/** Lays out a table without borders, two spaces between columns, cut to the terminal's width where it has one. */
export function formatTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  terminal: Terminal,
): string {
  const paint = paintFor(terminal);
  const { ellipsis } = symbolsFor(terminal);
  const widths = fit(columns, naturalWidths(columns, rows), terminal);
  const line = (cells: readonly Cell[]): string =>
    cells
      .map(({ text, style }, index) => {
        const width = widths[index] ?? 0;
        const cut = truncate(text, width, ellipsis);
        const pad = columns[index]?.align === "right" ? padStart : padEnd;
        const padded = index === cells.length - 1 && pad === padEnd ? cut : pad(cut, width);
        return style === undefined ? padded : paint(style, padded);
      })
      .join("  ")
      .trimEnd();
  const head = line(columns.map(({ title }): Cell => ({ text: title, style: "dim" })));
  return [head, ...rows.map(line)].map((text) => `${text}\n`).join("");
}

function naturalWidths(columns: readonly Column[], rows: readonly (readonly Cell[])[]): number[] {
  return columns.map(({ title }, index) =>
    rows.reduce(
      (widest, row) => Math.max(widest, displayWidth(row[index]?.text ?? "")),
      displayWidth(title),
    ),
  );
}

/** Takes columns from the widest cuttable one until the table fits. In a pipe nothing is cut: there is no width. */
function fit(columns: readonly Column[], natural: number[], terminal: Terminal): number[] {
  const widths = [...natural];
  if (!terminal.isTerminal) return widths;
  const total = (): number => widths.reduce((sum, width) => sum + width + 2, -2);
  while (total() > terminal.width) {
    let widest = -1;
    for (const [index, { minimum }] of columns.entries()) {
      const width = widths[index] ?? 0;
      if (minimum !== undefined && width > minimum && width > (widths[widest] ?? 0)) widest = index;
    }
    if (widest === -1) return widths;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}
