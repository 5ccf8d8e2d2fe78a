import { ts } from "ts-morph";
import type { Span } from "../../text/span.js";

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
  let at = node;
  while (
    at.parent !== undefined &&
    at.parent.end === at.end &&
    at.parent.getStart() === at.getStart()
  ) {
    if (!ts.isExpression(at.parent)) break;
    at = at.parent;
  }
  return at;
}
