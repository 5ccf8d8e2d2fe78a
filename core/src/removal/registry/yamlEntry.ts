import type { Span } from "../../text/span.js";
import { endsLine, indentAt, lineStart, nextLine, startsLine } from "../text/layout.js";

/**
 * A YAML text without one entry of a block mapping: its lines go, up to the next line that is not indented deeper.
 * Comments directly above stay with what follows. Flow mappings (`{ a: 1 }`) are not touched: undefined.
 */
export function withoutYamlEntry(text: string, span: Span): string | undefined {
  if (!startsLine(text, span.start)) return undefined;
  const start = lineStart(text, span.start);
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
