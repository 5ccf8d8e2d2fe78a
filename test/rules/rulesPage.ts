import { allRules } from "../../core/src/rules/all.js";

/** The table of rules as the page shows it, made from the rules themselves. */
export function rulesTable(): string {
  const rows = allRules.map(({ id, meta }) => [
    `[\`${id}\`](${id}.md)`,
    meta.description,
    meta.category,
    meta.defaultSeverity,
  ]);
  const table = [["Rule", "What it is for", "Category", "Default"], ...rows];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...table.map((row) => (row[column] ?? "").length)),
  );
  const lines = table.map(
    (row) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`,
  );
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}

/** The line under a rule page's title. */
export function summaryLine(id: string): string {
  const meta = allRules.find((rule) => rule.id === id)?.meta;
  if (meta === undefined) throw new Error(`No rule "${id}".`);
  const loudness = {
    off: "off by default",
    warn: "warns by default",
    error: "an error by default",
  };
  const parts = [`\`${id}\``, meta.category, loudness[meta.defaultSeverity]];
  return [...parts, ...(meta.timeTriggered ? ["appears with time"] : [])].join(" · ");
}
