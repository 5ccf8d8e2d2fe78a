import type { ts } from "ts-morph";
import type { Span } from "../../text/span.js";
import type { Unit } from "../syntax/unit.js";
import { lineStart, startsLine } from "../text/layout.js";
import { withLeadingComments } from "../text/listItem.js";
import type { Edit } from "../text/trackedText.js";

/**
 * The edits that take several items out of one comma-separated list: each run of neighbours at once, with their
 * commas, and with their lines and comments where they have lines of their own.
 */
export function dropItems(
  unit: Unit,
  list: ts.NodeArray<ts.Node>,
  dropped: ReadonlySet<ts.Node>,
): Edit[] {
  if (list.every((item) => dropped.has(item))) {
    if (list.length === 0) return [];
    const blanks = /^\s*/u.exec(unit.text.slice(list.end))?.[0].length ?? 0;
    return [{ start: list.pos, end: list.end + blanks, parts: [] }];
  }
  const edits: Edit[] = [];
  for (let first = 0; first < list.length; first++) {
    const item = list[first];
    if (item === undefined || !dropped.has(item)) continue;
    let last = first;
    for (let next = list[last + 1]; next !== undefined && dropped.has(next); next = list[last + 1])
      last++;
    edits.push({ ...runRange(unit, list, first, last), parts: [] });
    first = last;
  }
  return edits;
}

function runRange(unit: Unit, list: ts.NodeArray<ts.Node>, first: number, last: number): Span {
  const previous = list[first - 1];
  const next = list[last + 1];
  const head = list[first];
  const tail = list[last];
  if (head === undefined || tail === undefined) return { start: list.end, end: list.end };
  if (next === undefined) return { start: previous?.end ?? list.pos, end: tail.end };
  return { start: itemStart(unit, head), end: itemStart(unit, next) };
}

/** Where an item begins with its line and the comments above it, if it has a line of its own. */
function itemStart(unit: Unit, item: ts.Node): number {
  const from = withLeadingComments(unit, item);
  return startsLine(unit.text, from) ? lineStart(unit.text, from) : item.getStart(unit.source);
}
