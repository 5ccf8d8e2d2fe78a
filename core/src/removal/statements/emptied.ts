import { ts } from "ts-morph";
import { canDrop, sliceOf, type FoldContext } from "../fold/context.js";
import { statementList } from "../syntax/positions.js";
import { needsParentheses } from "../syntax/precedence.js";
import { skipParentheses, type Unit } from "../syntax/unit.js";
import type { Edit } from "../text/trackedText.js";
import { replaceStatement } from "./branches.js";
import { deleteStatement } from "./deleteStatement.js";

/** Whether the removal has taken everything out of a block. */
function wasEmptied(unit: Unit, node: ts.Node): boolean {
  if (!ts.isBlock(node) || node.statements.length > 0) return false;
  const isOurs = unit.originAt(node.getStart(unit.source)) < 0;
  if (!isOurs && !unit.wasUnwrapped(node)) return false;
  return unit.text.slice(node.getStart(unit.source) + 1, node.end - 1).trim() === "";
}

/** Drops what is left of an `if`, `try` or effect hook of which the removal has emptied the body. */
export function foldEmptied(node: ts.Node, context: FoldContext): readonly Edit[] | undefined {
  if (ts.isIfStatement(node)) return emptiedIf(node, context);
  if (ts.isTryStatement(node)) return emptiedTry(node, context);
  if (ts.isExpressionStatement(node)) return emptiedHook(node, context);
  return undefined;
}

function emptiedIf(node: ts.IfStatement, context: FoldContext): readonly Edit[] | undefined {
  const { unit } = context;
  const { elseStatement } = node;
  if (elseStatement !== undefined && wasEmptied(unit, elseStatement))
    return [{ start: node.thenStatement.end, end: elseStatement.end, parts: [] }];
  if (!wasEmptied(unit, node.thenStatement)) return undefined;
  if (elseStatement === undefined) {
    if (statementList(node) === undefined) return undefined;
    if (canDrop(context, node.expression)) return [deleteStatement(unit, node)];
    const start = node.getStart(unit.source);
    const safe =
      /^[\w$]/u.test(node.expression.getText(unit.source)) &&
      !/^(?:function|class|let)\b/u.test(node.expression.getText(unit.source));
    if (!safe) return undefined;
    const end = unit.style.semicolons ? ";" : "";
    return [{ start, end: node.end, parts: [...sliceOf(unit, node.expression, start), end] }];
  }
  return [
    negate(unit, node.expression),
    {
      start: node.thenStatement.getStart(unit.source),
      end: elseStatement.getStart(unit.source),
      parts: [],
    },
  ];
}

function negate(unit: Unit, condition: ts.Expression): Edit {
  const inner = skipParentheses(condition);
  const start = condition.getStart(unit.source);
  if (ts.isPrefixUnaryExpression(inner) && inner.operator === ts.SyntaxKind.ExclamationToken) {
    return {
      start,
      end: condition.end,
      parts: sliceOf(unit, skipParentheses(inner.operand), start),
    };
  }
  const probe = ts.factory.createLogicalNot(ts.factory.createIdentifier("x"));
  Object.assign(probe.operand, { parent: probe });
  const wrap = needsParentheses(inner, probe.operand);
  const slice = sliceOf(unit, inner, start);
  return { start, end: condition.end, parts: wrap ? ["!(", ...slice, ")"] : ["!", ...slice] };
}

function emptiedTry(node: ts.TryStatement, context: FoldContext): readonly Edit[] | undefined {
  if (statementList(node) === undefined) return undefined;
  if (node.finallyBlock === undefined && onlySetsTheValue(context.unit, node.tryBlock))
    return [replaceStatement(context, node, node.tryBlock, node.catchClause?.block, [])];
  if (!wasEmptied(context.unit, node.tryBlock)) return undefined;
  return [replaceStatement(context, node, node.finallyBlock, node.catchClause?.block, [])];
}

/** `try { on = known; }` cannot throw: all that is left of the read is an assignment to a variable set up before. */
function onlySetsTheValue(unit: Unit, block: ts.Block): boolean {
  const [only, ...more] = block.statements;
  if (only === undefined || more.length > 0 || !ts.isExpressionStatement(only)) return false;
  const { expression: set } = only;
  if (!ts.isBinaryExpression(set) || set.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
    return false;
  if (!ts.isIdentifier(set.left) || unit.markOf(set.right) === undefined) return false;
  const binding = unit.scopes.bindingOf(set.left);
  const [declaration] = binding?.declarations ?? [];
  if (binding?.kind !== "let" || declaration === undefined) return false;
  const list = statementList(block.parent);
  return declaration.end < block.pos && list?.includes(statementOf(declaration)) === true;
}

function statementOf(declaration: ts.Identifier): ts.Statement {
  let at: ts.Node = declaration;
  while (!ts.isStatement(at)) at = at.parent;
  return at;
}

/** `useEffect(() => {}, […])` does nothing. */
function emptiedHook(
  node: ts.ExpressionStatement,
  context: FoldContext,
): readonly Edit[] | undefined {
  const call = node.expression;
  if (!ts.isCallExpression(call) || statementList(node) === undefined) return undefined;
  const name = call.expression.getText(context.unit.source).replace(/^React\./u, "");
  const [effect, ...rest] = call.arguments;
  if (!/^use(?:Layout|Insertion)?Effect$/u.test(name) || effect === undefined) return undefined;
  if (!ts.isArrowFunction(effect) && !ts.isFunctionExpression(effect)) return undefined;
  if (!wasEmptied(context.unit, effect.body)) return undefined;
  return rest.every((argument) => canDrop(context, argument))
    ? [deleteStatement(context.unit, node)]
    : undefined;
}
