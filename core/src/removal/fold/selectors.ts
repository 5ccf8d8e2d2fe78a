import { ts } from "ts-morph";
import { constantResult } from "../flow/selectors.js";
import { importedNames } from "../syntax/modules.js";
import { skipOuter } from "../syntax/unit.js";
import type { Edit } from "../text/trackedText.js";
import { canDrop, toMark, type FoldContext } from "./context.js";

const sagaModules: ReadonlySet<string> = new Set([
  "redux-saga/effects",
  "@redux-saga/core/effects",
  "typed-redux-saga",
  "typed-redux-saga/macro",
]);

/** Folds `useSelector(() => known)` and `yield select(() => known)`: both only ask the selector. */
export function foldSelection(node: ts.Node, context: FoldContext): readonly Edit[] | undefined {
  if (ts.isYieldExpression(node)) return foldSaga(node, context);
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  if (!/^use\w*Selector$/u.test(node.expression.text)) return undefined;
  const [selector, ...more] = node.arguments;
  const mark = selector && constantResult(context.unit, selector);
  const dropped = more.every((argument) => canDrop(context, argument));
  return mark && dropped ? [toMark(context.unit, node, mark.value)] : undefined;
}

function foldSaga(node: ts.YieldExpression, context: FoldContext): readonly Edit[] | undefined {
  const call = node.expression && skipOuter(node.expression);
  if (call === undefined || !ts.isCallExpression(call) || !ts.isIdentifier(call.expression))
    return undefined;
  const declaration = context.unit.scopes.bindingOf(call.expression)?.declarations[0];
  const entry = importedNames(context.unit.source).find(({ local }) => local === declaration);
  if (entry?.imported !== "select" || !sagaModules.has(entry.specifier)) return undefined;
  const [selector, ...more] = call.arguments;
  const mark = selector && constantResult(context.unit, selector);
  const dropped = more.every((argument) => canDrop(context, argument));
  return mark && dropped ? [toMark(context.unit, node, mark.value)] : undefined;
}
