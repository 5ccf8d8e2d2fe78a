import { inert } from "../terminal/inert.js";
import type { FlagRow } from "@halyard/core";

const header = [
  "flag",
  "type",
  "owner",
  "ageDays",
  "verdicts",
  "outcome",
  "reads",
  "overrides",
  "mentions",
  "files",
  "nextStep",
  "registry",
];

/** The list as CSV (RFC 4180: CRLF, quotes doubled), safe to open in a spreadsheet. */
export function listCsv(rows: readonly FlagRow[]): string {
  const records = rows.map((row) => [
    row.flagKey,
    row.type,
    row.owner ?? "",
    row.ageDays === null ? "" : String(row.ageDays),
    row.verdicts.map(({ environment, verdict }) => `${environment}=${verdict}`).join("; "),
    row.outcome,
    String(row.reads),
    String(row.overrides),
    String(row.mentions),
    row.files.join("; "),
    row.nextStep.words,
    row.registry,
  ]);
  return [header, ...records].map((record) => `${record.map(csvField).join(",")}\r\n`).join("");
}

/**
 * One field. A spreadsheet would run what starts with `=`, `+`, `-`, `@` as a formula, blanks before it or not, so such
 * text gets an apostrophe (OWASP); a colon at the start is quoted so that no build server reads `::command::`.
 */
export function csvField(text: string): string {
  const clean = inert(text);
  const safe = /^\s*[=+\-@]/.test(clean) ? `'${clean}` : clean;
  return /[",\s]|^:/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
