import type { Span } from "./span.js";

/** A place a person can read: 1-based line and 1-based column, the column in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A range a person can read; the end is exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/**
 * Offsets at which each line of `text` begins; `\n`, `\r\n` and a lone `\r` end a line.
 *
 * The first line begins after a byte order mark, which editors do not count as a column.
 */
export function lineStartsOf(text: string): number[] {
  const starts = [text.startsWith("\uFEFF") ? 1 : 0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}

/** The position of a UTF-16 offset, given the line starts of its text. Offsets past the end land on the last line. */
export function positionAt(lineStarts: ArrayLike<number>, offset: number): Position {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: Math.max(1, offset - (lineStarts[low] ?? 0) + 1) };
}

/** The range of a span, given the line starts of its text. */
export function rangeOf(lineStarts: ArrayLike<number>, span: Span): Range {
  return { start: positionAt(lineStarts, span.start), end: positionAt(lineStarts, span.end) };
}
