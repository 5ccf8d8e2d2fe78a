import { ts } from "ts-morph";
import type { Span } from "../../text/span.js";
import type { Unit } from "../syntax/unit.js";
import { endsLine, nextLine, lineStart, startsLine } from "./layout.js";

/** The end of the comma after an item, or -1 where none follows. */
function commaAfter(unit: Unit, end: number): number {
  const scanner = ts.createScanner(
    ts.ScriptTarget.ESNext,
    true,
    ts.LanguageVariant.Standard,
    unit.text,
    undefined,
    end,
  );
  const token = scanner.scan();
  const separates = token === ts.SyntaxKind.CommaToken || token === ts.SyntaxKind.SemicolonToken;
  return separates ? scanner.getTokenEnd() : -1;
}

/** Where an item's own leading comments begin: those on lines of their own directly above it. */
export function withLeadingComments(unit: Unit, node: ts.Node): number {
  const start = node.getStart(unit.source);
  const comments = ts.getLeadingCommentRanges(unit.text, node.getFullStart()) ?? [];
  let from = start;
  for (const comment of [...comments].reverse()) {
    const between = unit.text.slice(comment.end, from);
    if (!startsLine(unit.text, comment.pos) || /\n[ \t]*\r?\n/u.test(between)) break;
    from = comment.pos;
  }
  return from;
}

/**
 * The range to delete so that one item of a comma-separated list vanishes with its comma, and with its lines and
 * the comments above it where it has lines of its own.
 */
export function listItemRange(unit: Unit, list: ts.NodeArray<ts.Node>, item: ts.Node): Span {
  const { text, source } = unit;
  const index = list.indexOf(item);
  const start = item.getStart(source);
  const comma = commaAfter(unit, item.end);
  const end = comma < 0 ? item.end : comma;
  const previous = list[index - 1];
  const whole = list.length === 1 ? innerRange(unit, list, end) : undefined;
  if (whole !== undefined) return whole;
  if (startsLine(text, start) && endsLineAfterComment(unit, end)) {
    const from = lineStart(text, withLeadingComments(unit, item));
    const to = nextLine(text, end);
    const isLast = index === list.length - 1 && comma < 0;
    if (!isLast || previous === undefined) return { start: from, end: to };
    return { start: previous.end, end: trailingEnd(text, end) };
  }
  if (index < list.length - 1 || previous === undefined) {
    const next = list[index + 1];
    return {
      start,
      end: next === undefined ? end : Math.min(next.getStart(source), skipBlank(text, end)),
    };
  }
  return { start: previous.end, end: comma < 0 ? item.end : item.end };
}

function trailingEnd(text: string, end: number): number {
  return endsLine(text, end) ? end : nextLine(text, end) - 1;
}

function endsLineAfterComment(unit: Unit, end: number): boolean {
  if (endsLine(unit.text, end)) return true;
  const rest = unit.text.slice(end, nextLine(unit.text, end));
  return /^[ \t]*\/\/[^\n]*\n?$/u.test(rest);
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\t" || text[at] === "\n" || text[at] === "\r") at++;
  return at;
}

/** Everything between the brackets of a list of one item, if nothing but the item stands there. */
function innerRange(unit: Unit, list: ts.NodeArray<ts.Node>, end: number): Span | undefined {
  const close = skipBlank(unit.text, end);
  if (!/[\])}]/u.test(unit.text[close] ?? "") || !/[[({]/u.test(unit.text[list.pos - 1] ?? ""))
    return undefined;
  const comments = ts.getLeadingCommentRanges(unit.text, list.pos) ?? [];
  return comments.length > 0 ? undefined : { start: list.pos, end: close };
}
