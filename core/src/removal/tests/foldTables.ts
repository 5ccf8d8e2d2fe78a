import { ts } from "ts-morph";
import type { FoldContext } from "../fold/context.js";
import { marked } from "../fold/context.js";
import { replaceStatement } from "../statements/branches.js";
import { hasJumpTo } from "../statements/completion.js";
import { deleteStatement } from "../statements/deleteStatement.js";
import { statementList } from "../syntax/positions.js";
import { skipOuter } from "../syntax/unit.js";
import type { Edit } from "../text/trackedText.js";
import { testCallKind } from "./testScopes.js";

/** Collapses a loop over cases of which only the winning one is left: `for … of`, `forEach`, `it.each`. */
export function foldCaseTable(node: ts.Node, context: FoldContext): readonly Edit[] | undefined {
  if (ts.isForOfStatement(node)) return collapsedLoop(node, context);
  if (!ts.isCallExpression(node)) return undefined;
  return collapsedEach(node, context) ?? collapsedForEach(node, context);
}

/** Whether a list holds nothing but the flag's value. */
function isSettled(context: FoldContext, node: ts.Expression | undefined): boolean {
  const inner = node && skipOuter(node);
  if (inner === undefined || !ts.isArrayLiteralExpression(inner)) return false;
  const [only, ...others] = inner.elements;
  return only !== undefined && others.length === 0 && marked(context, only) !== undefined;
}

function collapsedLoop(node: ts.ForOfStatement, context: FoldContext): Edit[] | undefined {
  if (!isSettled(context, node.expression) || statementList(node) === undefined) return undefined;
  if (!ts.isVariableDeclarationList(node.initializer) || node.awaitModifier !== undefined)
    return undefined;
  const [declaration] = node.initializer.declarations;
  if (declaration === undefined || !ts.isIdentifier(declaration.name)) return undefined;
  const binding = context.unit.scopes.bindingOf(declaration.name);
  if (binding === undefined || binding.uses.length > 0) return undefined;
  if (hasJumpTo(node, [node.statement], "any")) return undefined;
  return [replaceStatement(context, node, node.statement, undefined, [])];
}

function collapsedForEach(node: ts.CallExpression, context: FoldContext): Edit[] | undefined {
  const { expression: callee, parent } = node;
  if (!ts.isExpressionStatement(parent) || statementList(parent) === undefined) return undefined;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== "forEach") return undefined;
  const [callback, ...others] = node.arguments;
  if (!isSettled(context, callee.expression) || callback === undefined || others.length > 0)
    return undefined;
  if (!ts.isArrowFunction(callback) || !ts.isBlock(callback.body)) return undefined;
  if (callback.parameters.length > 0 || (callback.modifiers?.length ?? 0) > 0) return undefined;
  if (returnsIn(callback.body)) return undefined;
  return [replaceStatement(context, parent, callback.body, undefined, [])];
}

/** Whether a function's own body holds a `return`. */
function returnsIn(body: ts.Node): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node)) found = true;
    else if (!found && !ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  return found;
}

/** `it.each([known])("…", () => …)` is `it("…", () => …)`. */
function collapsedEach(node: ts.CallExpression, context: FoldContext): Edit[] | undefined {
  const { expression: callee } = node;
  if (!ts.isCallExpression(callee) || !ts.isPropertyAccessExpression(callee.expression))
    return undefined;
  if (callee.expression.name.text !== "each" || !isSettled(context, callee.arguments[0]))
    return undefined;
  const callback = node.arguments.find(
    (argument) => ts.isArrowFunction(argument) || ts.isFunctionExpression(argument),
  );
  const takesNothing =
    callback !== undefined && "parameters" in callback && callback.parameters.length === 0;
  const end = callee.end;
  return takesNothing ? [{ start: callee.expression.expression.end, end, parts: [] }] : undefined;
}

/** `it.runIf(known)`, `it.skipIf(known)`, `describe.skipIf(known)` and tests that are skipped for good. */
export function foldConditionalTest(
  node: ts.Node,
  context: FoldContext,
): readonly Edit[] | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression))
    return undefined;
  const { name, expression: runner } = node.expression;
  if (name.text !== "runIf" && name.text !== "skipIf") return undefined;
  const [condition] = node.arguments;
  const known = condition && marked(context, condition);
  const call = node.parent;
  if (known === undefined || !ts.isCallExpression(call) || call.expression !== node)
    return undefined;
  if (Boolean(known.value) === (name.text === "runIf"))
    return [{ start: runner.end, end: node.end, parts: [] }];
  const statement = call.parent;
  if (!ts.isExpressionStatement(statement) || statementList(statement) === undefined)
    return undefined;
  return [deleteStatement(context.unit, statement)];
}

/** Takes out set-up that the removal has emptied, and a test that only the losing side would have run. */
export function foldEmptiedTest(node: ts.Node, context: FoldContext): readonly Edit[] | undefined {
  const kind = testCallKind(node);
  if (kind === undefined || !ts.isExpressionStatement(node)) return undefined;
  const { expression: call } = node;
  if (!ts.isCallExpression(call) || statementList(node) === undefined) return undefined;
  const callee = skipOuter(call.expression);
  const isSkipped =
    ts.isPropertyAccessExpression(callee) &&
    callee.name.text === "skip" &&
    context.unit.wasUnwrapped(callee);
  const isEmptied = kind === "setUp" && call.arguments.length === 1 && isBare(call, context);
  return isSkipped || isEmptied ? [deleteStatement(context.unit, node)] : undefined;
}

/** Whether a call's callback lost its last statement to the removal. */
function isBare({ arguments: [callback] }: ts.CallExpression, { unit }: FoldContext): boolean {
  if (callback === undefined || !ts.isArrowFunction(callback) || !ts.isBlock(callback.body))
    return false;
  const { body } = callback;
  const text = unit.text.slice(body.getStart(unit.source) + 1, body.end - 1);
  return text.trim() === "" && unit.wasUnwrapped(body);
}
