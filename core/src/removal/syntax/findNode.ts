import { ts } from "ts-morph";
import type { Span } from "../../text/span.js";
import { parentOf } from "./parent.js";

/** The innermost node that covers exactly this range, or undefined. */
export function findNode(source: ts.SourceFile, span: Span): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (node.pos > span.start || node.end < span.end) return;
    if (node.end === span.end && node.getStart(source) === span.start) found = node;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The outermost expression that covers exactly the range of `node`. */
export function widestExpression(node: ts.Node): ts.Node {
  let widest = node;
  for (let at = parentOf(node); at !== undefined && ts.isExpression(at); at = parentOf(at)) {
    if (at.end !== widest.end || at.getStart() !== widest.getStart()) break;
    widest = at;
  }
  return widest;
}
