import type { ts } from "ts-morph";

/** The node around a node. A source file has none, which the compiler's types do not say. */
export function parentOf(node: ts.Node): ts.Node | undefined {
  return node.parent;
}
