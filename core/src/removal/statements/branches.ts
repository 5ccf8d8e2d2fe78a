import { ts } from "ts-morph";
import {
  canDrop,
  keepOperand,
  knownTruthiness,
  sliceOf,
  type FoldContext,
} from "../fold/context.js";
import { statementList } from "../syntax/positions.js";
import { skipParentheses, type Unit } from "../syntax/unit.js";
import { indentAt } from "../text/layout.js";
import type { Edit, Part } from "../text/trackedText.js";
import { flagCommentsAbove } from "./flagComments.js";
import { deleteStatement } from "./deleteStatement.js";
import { branchParts, fitsIn, hoistedOut, joinsPrevious } from "./splice.js";

/** Folds `if` of which the condition is known: the branch that runs takes the statement's place. */
export function foldIf(node: ts.Node, context: FoldContext): readonly Edit[] | undefined {
  if (!ts.isIfStatement(node)) return undefined;
  const known = knownTruthiness(context, node.expression);
  if (known === undefined) return undefined;
  const kept = known ? node.thenStatement : node.elseStatement;
  const dropped = known ? node.elseStatement : node.thenStatement;
  if (canDrop(context, node.expression))
    return [replaceStatement(context, node, kept, dropped, [])];
  if (statementList(node) === undefined) return undefined;
  return [replaceStatement(context, node, kept, dropped, effectsOf(context.unit, node))];
}

/** The condition as a statement of its own, for what evaluating it does. */
function effectsOf(unit: Unit, node: ts.IfStatement): Part[] {
  const condition = node.expression;
  const start = condition.getStart(unit.source);
  const first = unit.text[start] ?? "";
  const wrap =
    first === "{" || /^(?:function|class|async function|let)\b/u.test(unit.text.slice(start));
  const guard = joinsPrevious(unit, node, wrap ? "(" : first) ? ";" : "";
  const slice = sliceOf(unit, condition, node.getStart(unit.source));
  const text: Part[] = wrap ? [`${guard}(`, ...slice, ")"] : [guard, ...slice];
  return [...text, unit.style.semicolons ? ";" : ""];
}

/** Puts `kept` (or nothing) where a statement stood. `before` is a statement that must still run first. */
export function replaceStatement(
  context: FoldContext,
  node: ts.Statement,
  kept: ts.Statement | undefined,
  dropped: ts.Statement | undefined,
  before: readonly Part[],
): Edit {
  const { unit } = context;
  const branch = kept !== undefined && isEmpty(unit, kept) ? undefined : kept;
  if (statementList(node) === undefined) return replaceSingle(unit, node, branch);
  const start = node.getStart(unit.source);
  const hoisted = dropped === undefined ? [] : hoistedOut(unit, dropped);
  const declared =
    hoisted.length === 0 ? [] : [`var ${hoisted.join(", ")}${unit.style.semicolons ? ";" : ""}`];
  if (branch === undefined && before.length === 0 && declared.length === 0)
    return deleteStatement(unit, node);
  const break_ = unit.style.newline + indentAt(unit.text, start);
  const branchText =
    branch === undefined ? [] : guarded(unit, node, branch, branchParts(unit, node, branch));
  const groups = [declared, before, branchText].filter((group) => group.length > 0);
  const parts = groups.flatMap((group, index) => (index === 0 ? group : [break_, ...group]));
  const comments = flagCommentsAbove(context, node);
  return {
    start: comments ?? start,
    end: node.end,
    parts,
    unwraps: [node.parent.getStart(unit.source), ...(branch ? unwrapped(unit, branch) : [])],
    keepsBlocks: branch !== undefined && ts.isBlock(branch) ? [branch.getStart(unit.source)] : [],
  };
}

function unwrapped(unit: Unit, branch: ts.Statement): number[] {
  const inner = ts.isBlock(branch) ? branch.statements : [branch];
  return inner.map((statement) => statement.getStart(unit.source));
}

function isEmpty(unit: Unit, statement: ts.Statement): boolean {
  if (ts.isEmptyStatement(statement)) return true;
  if (!ts.isBlock(statement) || statement.statements.length > 0) return false;
  return unit.text.slice(statement.getStart(unit.source) + 1, statement.end - 1).trim() === "";
}

/** A branch that would run into the statement before it gets a semicolon in front. */
function guarded(unit: Unit, node: ts.Statement, branch: ts.Statement, parts: Part[]): Part[] {
  const first = ts.isBlock(branch) ? branch.statements[0] : branch;
  if (first === undefined) return parts;
  const start = first.getStart(unit.source);
  return joinsPrevious(unit, node, unit.text[start] ?? "") ? [";", ...parts] : parts;
}

/** The statement is the body of an `if`, `else`, loop or label. */
function replaceSingle(unit: Unit, node: ts.Statement, branch: ts.Statement | undefined): Edit {
  const { parent } = node;
  const start = node.getStart(unit.source);
  if (ts.isIfStatement(parent) && parent.elseStatement === node && branch === undefined) {
    const inThen = ts.isIfStatement(parent.parent) && parent.parent.thenStatement === parent;
    if (!inThen) return { start: parent.thenStatement.end, end: node.end, parts: [] };
  }
  if (branch === undefined) return { start, end: node.end, parts: ["{}"], unwraps: [start] };
  const slice = sliceOf(unit, branch, start);
  const dangles =
    ts.isIfStatement(parent) && parent.thenStatement === node && parent.elseStatement !== undefined;
  const parts = dangles && !ts.isBlock(branch) ? ["{ ", ...slice, " }"] : slice;
  return { start, end: node.end, parts };
}

/** Removes a statement that only names a value: what a fold has left of `flag && f()`. */
export function foldExpressionStatement(
  node: ts.Node,
  context: FoldContext,
): readonly Edit[] | undefined {
  if (!ts.isExpressionStatement(node)) return undefined;
  const { unit } = context;
  const inner = skipParentheses(node.expression);
  const negated =
    ts.isPrefixUnaryExpression(inner) && inner.operator === ts.SyntaxKind.ExclamationToken;
  if (negated && unit.wasUnwrapped(inner))
    return [keepOperand(unit, node.expression, inner.operand)];
  const isLeftover = unit.markOf(inner) !== undefined || unit.wasUnwrapped(inner);
  if (
    !isLeftover ||
    !canDrop(context, inner) ||
    (ts.isStringLiteral(inner) && unit.markOf(inner) === undefined)
  )
    return undefined;
  return [deleteOrEmpty(unit, node)];
}

function deleteOrEmpty(unit: Unit, node: ts.Statement): Edit {
  return statementList(node) === undefined
    ? replaceSingle(unit, node, undefined)
    : deleteStatement(unit, node);
}

/** Unwraps a block that had to stay, once nothing clashes any more. */
export function foldKeptBlock(node: ts.Node, context: FoldContext): readonly Edit[] | undefined {
  const { unit } = context;
  if (!ts.isBlock(node) || !unit.isKeptBlock(node) || statementList(node) === undefined)
    return undefined;
  if (isEmpty(unit, node)) return [deleteStatement(unit, node)];
  return fitsIn(unit, node, node)
    ? [replaceStatement(context, node, node, undefined, [])]
    : undefined;
}

/** Drops a bare `return;` that the removal has brought to the end of its function. */
export function foldLastReturn(node: ts.Node, context: FoldContext): readonly Edit[] | undefined {
  if (
    !ts.isReturnStatement(node) ||
    node.expression !== undefined ||
    !context.unit.wasUnwrapped(node)
  )
    return undefined;
  const block = node.parent;
  const isLast = ts.isBlock(block) && block.statements[block.statements.length - 1] === node;
  if (!isLast || !ts.isFunctionLike(block.parent)) return undefined;
  return [deleteStatement(context.unit, node)];
}
