import type { Span } from "../../text/span.js";
import { endsLine, indentAt, lineStart, nextLine, startsLine } from "../text/layout.js";

/**
 * A YAML text without one entry of a block mapping: its lines go, up to the next line that is not indented deeper.
 * Comments directly above it go too. Flow mappings (`{ a: 1 }`) are not touched: undefined.
 */
export function withoutYamlEntry(text: string, span: Span): string | undefined {
  if (!startsLine(text, span.start)) return undefined;
  const start = commentsAbove(text, lineStart(text, span.start), indentAt(text, span.start));
  const indent = indentAt(text, span.start).length;
  let end = nextLine(text, span.start);
  let blank = end;
  while (end < text.length) {
    const isBlank = endsLine(text, end);
    if (!isBlank && indentAt(text, end).length <= indent) break;
    end = nextLine(text, end);
    if (!isBlank) blank = end;
  }
  return text.slice(0, start) + text.slice(Math.max(blank, nextLine(text, span.start)));
}

/** Where the comment lines directly above an entry begin, if they are indented like it. */
function commentsAbove(text: string, start: number, indent: string): number {
  let at = start;
  while (at > 0) {
    const previous = lineStart(text, at - 1);
    if (!text.startsWith(`${indent}#`, previous)) break;
    at = previous;
  }
  return at;
}
