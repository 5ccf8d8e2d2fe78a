import { jsonText } from "../formatters/jsonText.js";
import type { FlagRow } from "@halyard/core";

/** The list as JSON: an object with a version, documented in docs/cli.md. */
export function listJson(rows: readonly FlagRow[], date: string): string {
  const flags = rows.map(({ nextStep, verdicts, reads, overrides, mentions, ...row }) => ({
    ...row,
    verdicts: verdicts.map(({ environment, verdict }) => ({ environment, verdict })),
    references: { reads, overrides, mentions },
    nextStep: { action: nextStep.action, words: nextStep.words },
  }));
  return `${jsonText({ version: 1, date, flags }, 2)}\n`;
}
