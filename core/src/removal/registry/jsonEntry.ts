import type { Span } from "../../text/span.js";
import { endsLine, lineStart, nextLine, startsLine } from "../text/layout.js";

/** The offset after the comma that follows `from`, blanks and comments skipped, or -1 where something else follows. */
function commaAfter(text: string, from: number): number {
  const gap = /^(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/u.exec(text.slice(from))?.[0].length ?? 0;
  return text[from + gap] === "," ? from + gap + 1 : -1;
}

/**
 * A JSON or JSONC text without one member of an object: the member, its comma and its lines go, the rest stays byte
 * for byte. `span` reaches from the member's name to the end of its value.
 */
export function withoutJsonEntry(text: string, span: Span): string | undefined {
  const comma = commaAfter(text, span.end);
  const ownLines = startsLine(text, span.start) && endsLine(text, comma < 0 ? span.end : comma);
  if (comma >= 0) {
    const start = ownLines ? lineStart(text, span.start) : span.start;
    const end = ownLines ? nextLine(text, comma) : skipBlank(text, comma);
    return text.slice(0, start) + text.slice(end);
  }
  let before = span.start;
  while (/\s/u.test(text[before - 1] ?? "")) before--;
  if (text[before - 1] === ",") return text.slice(0, before - 1) + text.slice(span.end);
  if (text[before - 1] !== "{") return undefined;
  let after = span.end;
  while (/\s/u.test(text[after] ?? "")) after++;
  return text.slice(0, before) + text.slice(after);
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\t") at++;
  return at;
}
