import { ts } from "ts-morph";
import { firstMark } from "../flow/observables.js";
import { skipOuter, skipParentheses } from "../syntax/unit.js";
import type { Edit } from "../text/trackedText.js";
import { canDrop, keepOperand, marked, toMark, type FoldContext } from "./context.js";

/** Folds `(() => known)()`, `useMemo(() => known, […])` and `Promise.resolve(known)` under `await`. */
export function foldImmediate(node: ts.Node, context: FoldContext): readonly Edit[] | undefined {
  const { unit } = context;
  if (ts.isAwaitExpression(node)) return foldAwaitedResolve(node, context);
  if (!ts.isCallExpression(node)) return undefined;
  const callee = skipParentheses(node.expression);
  if (isFunctionOfNothing(callee) && node.arguments.length === 0) {
    const value = returned(callee);
    const mark = value && marked(context, value);
    if (mark) return [toMark(unit, node, mark.value)];
    const onlyReturns =
      value !== undefined && ts.isArrowFunction(callee) && !containsReturnless(value);
    return onlyReturns && unit.wasUnwrapped(value) ? [keepOperand(unit, node, value)] : undefined;
  }
  const name = ts.isPropertyAccessExpression(callee)
    ? callee.name.text
    : callee.getText(unit.source);
  const [first] = node.arguments;
  if (name !== "useMemo" || first === undefined || !isFunctionOfNothing(first)) return undefined;
  const value = returned(first);
  const mark = value && marked(context, value);
  const pure = node.arguments.slice(1).every((argument) => canDrop(context, argument));
  return mark && pure ? [toMark(unit, node, mark.value)] : undefined;
}

function foldAwaitedResolve(
  node: ts.AwaitExpression,
  context: FoldContext,
): readonly Edit[] | undefined {
  const call = skipOuter(node.expression);
  if (!ts.isCallExpression(call) || call.arguments.length !== 1) return undefined;
  const first = firstMark(context.unit, call);
  if (first !== undefined) return [toMark(context.unit, node, first.value)];
  if (call.expression.getText(context.unit.source) !== "Promise.resolve") return undefined;
  const [argument] = call.arguments;
  const mark = argument && marked(context, argument);
  return mark && [toMark(context.unit, node, mark.value)];
}

function isFunctionOfNothing(node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return false;
  const special =
    node.asteriskToken !== undefined ||
    (node.modifiers?.some((m) => m.kind === ts.SyntaxKind.AsyncKeyword) ?? false);
  return !special && node.parameters.length === 0;
}

/** The single expression that a function returns, if its body is nothing else. */
export function returned(node: ts.FunctionLikeDeclaration): ts.Expression | undefined {
  const { body } = node;
  if (body === undefined) return undefined;
  if (!ts.isBlock(body)) return body;
  const [only, ...more] = body.statements;
  if (only === undefined || more.length > 0 || !ts.isReturnStatement(only)) return undefined;
  return only.expression;
}

function containsReturnless(node: ts.Node): boolean {
  return ts.isAwaitExpression(node) || ts.isYieldExpression(node);
}
