import { instantOf, isoDay, numberOf, stringOf } from "@halyard/core";
import type { DataNode, FormatOptions } from "@halyard/core";

/** The ISO date-time of a number of milliseconds since the epoch, or undefined where no calendar has it. */
export function isoOf(milliseconds: number | undefined): string | undefined {
  if (milliseconds === undefined || Math.abs(milliseconds) > 8.64e15) return undefined;
  return new Date(milliseconds).toISOString();
}

/** A node's date as ISO text: as it stands, or from milliseconds since the epoch. */
export function dateOf(node: DataNode | undefined): string | undefined {
  const written = stringOf(node);
  if (written === undefined) return isoOf(numberOf(node));
  return instantOf(written) === undefined ? undefined : written;
}

/**
 * Whether a dated step has been taken: its UTC day is over. Without a clock, or for what is no date, it has not.
 */
export function isPast(date: string, { now }: FormatOptions): boolean {
  const instant = instantOf(date);
  if (now === undefined || instant === undefined) return false;
  return isoDay(instant) < isoDay(now.getTime());
}

/** The latest of some ISO dates; undefined where one of them is not known. */
export function latest(dates: readonly (string | undefined)[]): string | undefined {
  let last: string | undefined;
  for (const date of dates) {
    const instant = date === undefined ? undefined : instantOf(date);
    if (date === undefined || instant === undefined) return undefined;
    if (last === undefined || instant > (instantOf(last) ?? 0)) last = date;
  }
  return last;
}
