import { ts } from "ts-morph";
import { needsParentheses } from "../syntax/precedence.js";
import type { Edit } from "../text/trackedText.js";
import {
  canDrop,
  keepOperand,
  knownTruthiness,
  marked,
  toMark,
  type FoldContext,
} from "./context.js";

/** Folds `c ? a : b` of which the condition is known. */
export function foldConditional(node: ts.Node, context: FoldContext): readonly Edit[] | undefined {
  if (!ts.isConditionalExpression(node)) return undefined;
  const known = knownTruthiness(context, node.condition);
  if (known === undefined || !canDrop(context, node.condition)) return undefined;
  return [keepOperand(context.unit, node, known ? node.whenTrue : node.whenFalse)];
}

/** Folds `(known, x)` and drops parentheses around a known value. */
export function foldWrapping(node: ts.Node, context: FoldContext): readonly Edit[] | undefined {
  const { unit } = context;
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.CommaToken) {
    return marked(context, node.left) ? [keepOperand(unit, node, node.right)] : undefined;
  }
  const wraps =
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isTypeAssertionExpression(node);
  if (!wraps) return undefined;
  const mark = marked(context, node);
  if (mark === undefined)
    return ts.isParenthesizedExpression(node) ? dropParentheses(node, context) : undefined;
  return needsItsParentheses(node, mark.value) ? undefined : [toMark(unit, node, mark.value)];
}

/** Parentheses that held a condition are not needed around what is left of it, if that is one line. */
function dropParentheses(
  node: ts.ParenthesizedExpression,
  context: FoldContext,
): readonly Edit[] | undefined {
  const { unit } = context;
  const inner = node.expression;
  if (!unit.wasUnwrapped(inner) || needsParentheses(inner, node)) return undefined;
  if (node.getText(unit.source).includes("\n") || ts.isArrowFunction(inner)) return undefined;
  if (ts.isConditionalExpression(inner) && ts.isArrowFunction(node.parent)) return undefined;
  return [keepOperand(unit, node, inner)];
}

function needsItsParentheses(node: ts.Node, value: unknown): boolean {
  if (!ts.isParenthesizedExpression(node)) return false;
  const { parent } = node;
  const isHead =
    (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) &&
    parent.expression === node;
  const isObject = typeof value === "object" && value !== null;
  return (isHead && typeof value === "number") || isObject;
}

const callsOfOne = new Map<string, (value: unknown) => string | number | boolean>([
  ["Boolean", (value) => Boolean(value)],
  ["String", (value) => String(value)],
  ["Number", (value) => Number(value)],
]);

/** Folds `await x`, `Boolean(x)`, `String(x)`, `Number(x)`, `typeof x` and `void x` of a known value. */
export function foldConversion(node: ts.Node, context: FoldContext): readonly Edit[] | undefined {
  const { unit } = context;
  if (ts.isAwaitExpression(node)) {
    const mark = marked(context, node.expression);
    return mark && [toMark(unit, node, mark.value)];
  }
  if (ts.isTypeOfExpression(node)) {
    const mark = marked(context, node.expression);
    return mark && [toMark(unit, node, typeof mark.value)];
  }
  if (
    ts.isCallExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.arguments.length === 1
  ) {
    const convert = callsOfOne.get(node.expression.text);
    const [argument] = node.arguments;
    if (convert === undefined || argument === undefined) return undefined;
    if (unit.scopes.bindingOf(node.expression) !== undefined) return undefined;
    const mark = marked(context, argument);
    const isPlain = mark !== undefined && (mark.value === null || typeof mark.value !== "object");
    const result = mark !== undefined && isPlain ? convert(mark.value) : undefined;
    return result === undefined || Number.isNaN(result) ? undefined : [toMark(unit, node, result)];
  }
  return undefined;
}
