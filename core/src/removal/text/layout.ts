import type { Span } from "../../text/span.js";
import type { Part } from "./trackedText.js";

/** The offset at which the line of `offset` begins. */
export function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text[at - 1] !== "\n") at--;
  return at;
}

/** The offset after the line break that ends the line of `offset`. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end + 1;
}

/** The blank characters at the start of the line of `offset`. */
export function indentAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  let end = start;
  while (text[end] === " " || text[end] === "\t" || text[end] === "\uFEFF") end++;
  return text.slice(start, end).replace("\uFEFF", "");
}

/** True when only blanks stand between the start of the line and `offset`. */
export function startsLine(text: string, offset: number): boolean {
  return /^[ \t\uFEFF]*$/u.test(text.slice(lineStart(text, offset), offset));
}

/** True when only blanks stand between `offset` and the end of its line. */
export function endsLine(text: string, offset: number): boolean {
  for (let at = offset; at < text.length; at++) {
    const char = text[at];
    if (char === "\n") return true;
    if (char !== " " && char !== "\t" && char !== "\r") return false;
  }
  return true;
}

function isBlankLine(text: string, start: number): boolean {
  return start < text.length && endsLine(text, start);
}

/**
 * The range to delete so that a statement or member vanishes with its own lines. Where it shares its lines with
 * other code, only it and the blanks after it go. Of two blank lines that would meet, one goes too.
 */
export function wholeLines(text: string, span: Span): Span {
  if (!startsLine(text, span.start) || !endsLine(text, span.end)) return inlineRange(text, span);
  let start = lineStart(text, span.start);
  if (text[start] === "\uFEFF") start++;
  let end = nextLine(text, span.end);
  const before = text.slice(0, start).trimEnd();
  const blankBefore =
    start > 0 && /\n[ \t]*\r?\n$/u.test(`\n${text.slice(lineStart(text, start - 1), start)}`);
  const opens = before === "" || (/[{([,]$/u.test(before) && !blankBefore);
  const closes = /^[ \t]*[})\]]/u.test(text.slice(end, end + 200));
  if (opens && before !== "") while (isBlankLine(text, end)) end = nextLine(text, end);
  else if (before === "") while (isBlankLine(text, end)) end = nextLine(text, end);
  else if (blankBefore && (isBlankLine(text, end) || closes || end >= text.length)) {
    start = lineStart(text, start - 1);
  }
  return { start, end };
}

function inlineRange(text: string, span: Span): Span {
  let { start, end } = span;
  if (endsLine(text, end)) {
    while (start > 0 && (text[start - 1] === " " || text[start - 1] === "\t")) start--;
  } else {
    while (text[end] === " " || text[end] === "\t") end++;
  }
  return { start, end };
}

/**
 * A slice whose following lines move by the difference of two indentations; `fixed` ranges (template texts) and
 * blank lines stay as they are.
 */
export function reindented(
  text: string,
  span: Span,
  from: string,
  to: string,
  fixed: readonly Span[],
): Part[] {
  if (from === to) return [span];
  const parts: Part[] = [];
  let at = span.start;
  for (let line = nextLine(text, at); line < span.end; line = nextLine(text, line)) {
    if (isBlankLine(text, line) || fixed.some((f) => f.start < line && line < f.end)) continue;
    const indent = indentAt(text, line);
    const common = indent.startsWith(from) ? from.length : Math.min(indent.length, from.length);
    parts.push({ start: at, end: line }, to);
    at = Math.min(line + common, span.end);
  }
  parts.push({ start: at, end: span.end });
  return parts;
}
