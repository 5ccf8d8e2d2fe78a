import { ts } from "ts-morph";
import { isBooleanExpression } from "../syntax/booleans.js";
import {
  ignoresFalsyValue,
  ignoresTruthyValue,
  inBooleanContext,
  isUnusedValue,
} from "../syntax/positions.js";
import { bindingIgnores, bindingIsOnlyTested } from "../syntax/observed.js";
import type { Edit } from "../text/trackedText.js";
import {
  canDrop,
  isTruthy,
  keepOperand,
  knownTruthiness,
  marked,
  toMark,
  type FoldContext,
} from "./context.js";

const and = ts.SyntaxKind.AmpersandAmpersandToken;
const or = ts.SyntaxKind.BarBarToken;
const nullish = ts.SyntaxKind.QuestionQuestionToken;

/** Folds `!x`, `&&`, `||` and `??` of which an operand is known. */
export function foldLogical(node: ts.Node, context: FoldContext): readonly Edit[] | undefined {
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return foldNot(node, context);
  if (!ts.isBinaryExpression(node)) return undefined;
  const kind = node.operatorToken.kind;
  if (kind === nullish) return foldNullish(node, context);
  if (kind !== and && kind !== or) return undefined;
  const edit = foldLeft(node, context) ?? foldRight(node, context);
  return edit === undefined ? undefined : [edit];
}

function foldNot(
  node: ts.PrefixUnaryExpression,
  context: FoldContext,
): readonly Edit[] | undefined {
  const operand = marked(context, node.operand);
  if (operand !== undefined) return [toMark(context.unit, node, !isTruthy(operand.value))];
  const truthiness = knownTruthiness(context, node.operand);
  if (truthiness === undefined || !canDrop(context, node.operand)) return undefined;
  return [toMark(context.unit, node, !truthiness)];
}

function foldNullish(node: ts.BinaryExpression, context: FoldContext): readonly Edit[] | undefined {
  const left = marked(context, node.left);
  if (left === undefined) return undefined;
  const isNullish = left.value === undefined || left.value === null;
  return [keepOperand(context.unit, node, isNullish ? node.right : node.left)];
}

/** A known left operand decides whether the right one runs; nothing is lost either way. */
function foldLeft(node: ts.BinaryExpression, context: FoldContext): Edit | undefined {
  const { unit } = context;
  const isAnd = node.operatorToken.kind === and;
  const left = marked(context, node.left);
  if (left !== undefined) {
    const goesOn = isTruthy(left.value) === isAnd;
    return goesOn ? keepOperand(unit, node, node.right) : toMark(unit, node, left.value);
  }
  const truthiness = knownTruthiness(context, node.left);
  if (truthiness === undefined) return undefined;
  if (truthiness !== isAnd) return keepOperand(unit, node, node.left);
  return canDrop(context, node.left) ? keepOperand(unit, node, node.right) : undefined;
}

/** A known right operand: the left one ran already, so what it does and what it yields must stay. */
function foldRight(node: ts.BinaryExpression, context: FoldContext): Edit | undefined {
  const { unit } = context;
  const right = marked(context, node.right);
  if (right === undefined) return undefined;
  const isAnd = node.operatorToken.kind === and;
  if (isUnusedValue(node)) return keepOperand(unit, node, node.left);
  const neutral = isTruthy(right.value) === isAnd;
  const same = (): boolean =>
    typeof right.value === "boolean" && isBooleanExpression(context, node.left);
  if (neutral) {
    const ignored = isAnd ? ignoresTruthyValue(node) : ignoresFalsyValue(node);
    const flows = ignored || bindingIgnores(unit, node, isAnd) || same();
    return flows ? keepOperand(unit, node, node.left) : undefined;
  }
  const decided = inBooleanContext(node) || bindingIsOnlyTested(unit, node) || same();
  return decided && canDrop(context, node.left) ? toMark(unit, node, right.value) : undefined;
}
