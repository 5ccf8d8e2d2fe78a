const dayMs = 86_400_000;

/** Whole days since 1970 of an ISO date. */
export function dayOf(date: string): number {
  return Math.floor(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / dayMs);
}

/** The ISO date of a day since 1970. */
export function dateOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** Maps `from…to` onto `start…end`; an empty span maps onto its start. */
export function linear(
  [from, to]: readonly [number, number],
  [start, end]: readonly [number, number],
): (value: number) => number {
  const span = to - from;
  return (value) => (span === 0 ? start : start + ((value - from) / span) * (end - start));
}

/** At most six round numbers from 0 to at least `most`, evenly spaced. */
export function countTicks(most: number): readonly number[] {
  const top = Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(top / 4));
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((one) => one * power).find((one) => one >= top / 4) ?? 1,
  );
  return Array.from({ length: Math.ceil(top / step) + 1 }, (_tick, index) => index * step);
}

/** First days of months between two days, at most `limit` of them, evenly spaced. */
export function monthTicks(from: number, to: number, limit: number): readonly number[] {
  const first = new Date(from * dayMs);
  const months: number[] = [];
  for (let index = 1; ; index++) {
    const day = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + index, 1) / dayMs;
    if (day > to) break;
    months.push(day);
  }
  const every = Math.max(1, Math.ceil(months.length / limit));
  return months.filter((_month, index) => index % every === 0);
}
