import { markdownCode, markdownText } from "../formatters/markdownText.js";
import type { FlagRow } from "@halyard/core";

/** The list as a Markdown table, for a weekly report. */
export function listMarkdown(rows: readonly FlagRow[]): string {
  const lines = [
    "| Flag | Type | Owner | Age | Verdicts | Outcome | Reads | Tests | Files | Next step |",
    "| --- | --- | --- | ---: | --- | --- | ---: | ---: | ---: | --- |",
  ];
  for (const row of rows) {
    const verdicts = row.verdicts.map(
      ({ environment, verdict }) => `${markdownText(environment)} ${markdownText(verdict)}`,
    );
    const cells = [
      markdownCode(row.flagKey),
      row.type,
      markdownText(row.owner ?? ""),
      row.ageDays === null ? "" : `${row.ageDays} d`,
      verdicts.join(", "),
      row.outcome,
      row.reads,
      row.overrides,
      row.files.length,
      markdownText(row.nextStep.words),
    ];
    lines.push(`| ${cells.join(" | ")} |`);
  }
  return `${lines.join("\n")}\n`;
}
