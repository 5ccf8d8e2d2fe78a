import type { DashboardData } from "../model.js";

const columns = [
  "key",
  "type",
  "owner",
  "created",
  "expires",
  "ageDays",
  "overdue",
  "removable",
  "references",
  "nextStep",
] as const;

/** One line per flag, as RFC 4180 has it: CRLF, and quotes where they are needed. */
export function dashboardCsv({ flags }: DashboardData): string {
  const lines = [
    columns.join(","),
    ...flags.map((flag) => columns.map((column) => field(flag[column])).join(",")),
  ];
  return lines.map((line) => `${line}\r\n`).join("");
}

function field(value: string | number | boolean | null): string {
  const text = value === null ? "" : String(value);
  // A spreadsheet would run what begins like a formula.
  const inert = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
