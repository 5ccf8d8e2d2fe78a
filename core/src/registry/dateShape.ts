import { named } from "../schema/describe.js";
import type { StringShape } from "../schema/shape.js";
import { quoted, shortened } from "../text/quoted.js";
import { instantOf } from "./dates.js";

/** An ISO 8601 date, or a date with a time. */
export const dateShape: StringShape = named("date", {
  kind: "string",
  noun: "a date such as 2026-01-31 or 2026-01-31T08:00:00Z",
  pattern: /^\d{4}-\d{2}-\d{2}(?:[T ].+)?$/,
  test: calendarFault,
  code: "invalid-date",
});

/** What is wrong with text that should name a day of the calendar, as a sentence, or undefined. */
export function calendarFault(value: string, label: string): string | undefined {
  if (instantOf(value) !== undefined) return undefined;
  return `${label} is ${quoted(shortened(value))}, which is no day of the calendar; write it as 2026-01-31.`;
}
