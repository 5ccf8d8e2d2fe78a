import type { Outcome } from "../command.js";
import { failure, success } from "../command.js";
import { inert } from "../terminal/inert.js";

const isoDate =
  /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:\d{2})?)?$/;

/** Reads `--now`: an ISO date (midnight UTC) or date-time (UTC unless it names an offset). */
export function readNow(text: string): Outcome<Date> {
  const match = isoDate.exec(text);
  const [, day = "", time = "00:00", zone = "Z"] = match ?? [];
  const date = new Date(`${day}T${time}${zone}`);
  // JavaScript takes the 30th of February for a day in March; the round trip does not.
  const isDay = new Date(`${day}T00:00:00Z`);
  if (match === null || Number.isNaN(date.getTime()) || Number.isNaN(isDay.getTime())) {
    return failure(wrong(text));
  }
  return isDay.toISOString().startsWith(day) ? success(date) : failure(wrong(text));
}

function wrong(text: string): string {
  return `--now cannot be "${inert(text)}": write a date such as 2026-03-31 or 2026-03-31T12:00:00Z.`;
}
