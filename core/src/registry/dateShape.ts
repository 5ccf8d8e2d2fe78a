import { named } from "./shape.js";
import type { StringShape } from "./shape.js";

/** An ISO 8601 date, or a date with a time; the calendar is checked in code. */
export const dateShape: StringShape = named("date", {
  kind: "string",
  noun: "a date such as 2026-01-31 or 2026-01-31T08:00:00Z",
  calendar: true,
  pattern: "^\\d{4}-\\d{2}-\\d{2}([T ].+)?$",
});
