import { dayCount, instantOf, isoDay } from "../registry/dates.js";
import type { JsonValue } from "../text/json.js";

/** `a`, `a and b`, `a, b and c`; past `limit` the rest is counted (`a, b and 3 more`). */
export function listWords(words: readonly string[], limit = 5): string {
  const shown = words.length > limit ? words.slice(0, limit - 1) : words;
  const rest = words.length - shown.length;
  const items = rest > 0 ? [...shown, `${rest} more`] : shown;
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} and ${last}`;
}

/** Each word in double quotes, then as `listWords`. */
export function quotedList(words: readonly string[], limit = 5): string {
  return listWords(
    words.map((word) => `"${word}"`),
    limit,
  );
}

/** ` since 2026-08-01 (113 days)`, or nothing where the start is not known. */
export function sinceWords(since: string | undefined, days: number | undefined): string {
  const instant = since === undefined ? undefined : instantOf(since);
  if (instant === undefined) return "";
  return days === undefined
    ? ` since ${isoDay(instant)}`
    : ` since ${isoDay(instant)} (${dayCount(days)})`;
}

/** A JSON value as code shows it, cut short where it is long. */
export function valueWords(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
