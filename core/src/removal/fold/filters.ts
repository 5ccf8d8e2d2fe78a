import { ts } from "ts-morph";
import { constantResult } from "../flow/selectors.js";
import { skipOuter } from "../syntax/unit.js";
import type { Edit } from "../text/trackedText.js";
import { isTruthy, keepOperand, type FoldContext } from "./context.js";

/** Methods that give a new array, so that another copy of it is not missed. */
const fresh: ReadonlySet<string> = new Set(["filter", "map", "flatMap", "slice", "concat"]);

/** Folds `list.filter(() => known-true)`, which only copies, where the copy is taken apart or copied anyway. */
export function foldFilter(node: ts.Node, context: FoldContext): readonly Edit[] | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression))
    return undefined;
  const { name, expression: list, questionDotToken } = node.expression;
  const [callback, ...more] = node.arguments;
  if (name.text !== "filter" || callback === undefined || more.length > 0) return undefined;
  const mark = questionDotToken === undefined ? constantResult(context.unit, callback) : undefined;
  if (mark === undefined || !isTruthy(mark.value)) return undefined;
  return isCopied(node) || isFresh(list) ? [keepOperand(context.unit, node, list)] : undefined;
}

function isCopied(node: ts.Node): boolean {
  return ts.isSpreadElement(node.parent) && ts.isArrayLiteralExpression(node.parent.parent);
}

function isFresh(list: ts.Expression): boolean {
  const inner = skipOuter(list);
  if (ts.isArrayLiteralExpression(inner)) return !inner.elements.some(ts.isOmittedExpression);
  return (
    ts.isCallExpression(inner) &&
    ts.isPropertyAccessExpression(inner.expression) &&
    fresh.has(inner.expression.name.text)
  );
}
