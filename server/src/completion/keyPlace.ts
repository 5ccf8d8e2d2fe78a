import type { Span } from "@halyard/core";

/** A place in source where a key may be written: between quotes, or as a member's name. */
export interface KeyPlace {
  readonly form: "literal" | "member";
  /** The content, without quotes. */
  readonly span: Span;
  /** What closes the literal, where it is still open. */
  readonly missing: string;
}

const name = /[\p{ID_Continue}$]/u;

/** Where a key may be meant at an offset, by the text of its line alone; undefined elsewhere. */
export function keyPlaceAt(text: string, offset: number): KeyPlace | undefined {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  const quote = openQuote(before);
  if (quote !== undefined) {
    const start = lineStart + quote.at + 1;
    const rest = text.slice(offset).split(/[\r\n]/u, 1)[0] ?? "";
    const close = rest.indexOf(quote.mark);
    const word = /^[\w.:/-]*/u.exec(rest)?.[0].length ?? 0;
    return close === -1
      ? { form: "literal", span: { start, end: offset + word }, missing: quote.mark }
      : { form: "literal", span: { start, end: offset + close }, missing: "" };
  }
  let start = offset;
  while (start > lineStart && name.test(text[start - 1] ?? "")) start--;
  if (text[start - 1] !== ".") return undefined;
  let end = offset;
  while (name.test(text[end] ?? "")) end++;
  return { form: "member", span: { start, end }, missing: "" };
}

/** The quote that is still open at the end of a line's beginning. */
function openQuote(before: string): { mark: string; at: number } | undefined {
  let open: { mark: string; at: number } | undefined;
  for (let at = 0; at < before.length; at++) {
    const character = before[at] ?? "";
    if (character === "\\") at++;
    else if (open === undefined) {
      if (`"'\``.includes(character)) open = { mark: character, at };
    } else if (character === open.mark) open = undefined;
  }
  return open;
}
