import { ts } from "ts-morph";
import type { SystemSymbol } from "../../migration/model.js";
import type { SystemView } from "./view.js";

/**
 * Whether a node holds a call of one of the symbols, itself or in what it calls, at most `depth` calls deep. `bodyOf`
 * says which calls are followed.
 */
export function reaches(
  view: SystemView,
  node: ts.Node,
  symbols: readonly SystemSymbol[],
  depth: number,
  bodyOf: (view: SystemView, callee: ts.Expression) => ts.Node | undefined,
): boolean {
  let found = false;
  const visit = (child: ts.Node): void => {
    if (found) return;
    if (ts.isCallExpression(child)) {
      if (view.reached(child, symbols) !== undefined) found = true;
      else if (depth > 0) {
        const body = bodyOf(view, child.expression);
        if (body !== undefined && body !== node)
          found = reaches(view, body, symbols, depth - 1, bodyOf);
      }
    }
    if (!found) ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}
