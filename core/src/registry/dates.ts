const dayLength = 86_400_000;

/**
 * The instant that an ISO 8601 date or date-time names, in milliseconds since the epoch, or undefined.
 *
 * A date alone means midnight UTC, and so does a time without a zone: the answer never depends on the machine.
 */
export function instantOf(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](.+))?$/.exec(text);
  if (match === null) return undefined;
  const [, year = "", month = "", day = "", time] = match;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  // Date.UTC rolls 2026-02-30 over into March; the calendar does not have that day.
  if (new Date(midnight).toISOString().slice(0, 10) !== `${year}-${month}-${day}`) return undefined;
  if (time === undefined) return midnight;
  const zoned = /(?:[zZ]|[+-]\d{2}:?\d{2})$/.test(time) ? time : `${time}Z`;
  const instant = Date.parse(`${year}-${month}-${day}T${zoned}`);
  return Number.isNaN(instant) ? undefined : instant;
}

/** True for text that means to be a date, valid or not: it starts as one does. */
export function looksLikeDate(text: string): boolean {
  return /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}/.test(text);
}

/** The number of the UTC calendar day of an instant. */
function utcDay(instant: number): number {
  return Math.floor(instant / dayLength);
}

/** Whole UTC calendar days from one instant to another; negative where `to` lies before `from`. */
export function daysBetween(from: number, to: number): number {
  return utcDay(to) - utcDay(from);
}

/** The UTC calendar day of an instant, as `2026-01-31`. */
export function isoDay(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** "1 day", "40 days". */
export function dayCount(days: number): string {
  return days === 1 ? "1 day" : `${days} days`;
}
