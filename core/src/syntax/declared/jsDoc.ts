import { ts } from "../compiler.js";
import type { Span } from "../../text/span.js";

/** A piece of a comment with its place; spans are UTF-16 offsets. */
export interface DocText {
  readonly text: string;
  readonly span: Span;
}

/** A JSDoc comment: what stands before the first tag, and the tags in order. */
export interface JsDoc {
  readonly description?: DocText;
  readonly tags: readonly (DocText & { readonly name: string })[];
}

const noDoc: JsDoc = { tags: [] };

/** The JSDoc comment that stands right before a node: the last one between `from` and the node itself. */
export function jsDocBefore(node: ts.Node, sourceFile: ts.SourceFile): JsDoc {
  const text = sourceFile.text;
  const ranges = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
  const range = ranges.filter(({ pos }) => text.startsWith("/**", pos)).at(-1);
  return range ? readJsDoc(text, range.pos, range.end) : noDoc;
}

/**
 * The JSDoc comment of a member of a union or an array, which may stand before the `|` or the comma's line end.
 *
 * A comment on the line of the member before belongs to that one.
 */
export function jsDocBetween(previousEnd: number, node: ts.Node, sourceFile: ts.SourceFile): JsDoc {
  const text = sourceFile.text;
  const start = node.getStart(sourceFile, false);
  const lineEnd = text.indexOf("\n", previousEnd);
  const from = lineEnd === -1 || lineEnd > start ? previousEnd : lineEnd;
  const open = text.slice(from, start).lastIndexOf("/**");
  if (open === -1) return jsDocBefore(node, sourceFile);
  const close = text.indexOf("*/", from + open + 3);
  return close === -1 || close > start ? noDoc : readJsDoc(text, from + open, close + 2);
}

/** Reads the comment line by line; `*` at a line's start is decoration. */
function readJsDoc(text: string, start: number, end: number): JsDoc {
  const tags: (DocText & { name: string })[] = [];
  let description: DocText | undefined;
  let open: { name: string | null; parts: string[]; start: number; end: number } | undefined;
  const close = (): void => {
    if (open === undefined) return;
    const piece = { text: open.parts.join(" ").trim(), span: { start: open.start, end: open.end } };
    if (open.name !== null) tags.push({ name: open.name, ...piece });
    else if (piece.text !== "") description ??= piece;
    open = undefined;
  };
  for (const line of linesOf(text, start + 3, end - 2)) {
    const tag = /^@([\w-]+)[ \t]*/.exec(line.text);
    if (tag !== null) {
      close();
      const from = line.start + tag[0].length;
      const rest = line.text.slice(tag[0].length);
      open = { name: tag[1] ?? "", parts: [rest], start: from, end: from + rest.length };
    } else if (line.text !== "") {
      open ??= { name: null, parts: [], start: line.start, end: line.start };
      open.parts.push(line.text);
      open.end = line.start + line.text.length;
    }
  }
  close();
  return { ...(description && { description }), tags };
}

interface Line {
  readonly text: string;
  readonly start: number;
}

function linesOf(text: string, start: number, end: number): readonly Line[] {
  const lines: Line[] = [];
  let from = start;
  while (from <= end) {
    const next = text.indexOf("\n", from);
    const to = next === -1 || next > end ? end : next;
    const raw = text.slice(from, to);
    const decoration = raw.length - raw.replace(/^\s*\*?\s?/, "").length;
    const kept = raw.slice(decoration);
    const indent = kept.length - kept.trimStart().length;
    lines.push({ text: kept.trim(), start: from + decoration + indent });
    from = to + 1;
  }
  return lines;
}
