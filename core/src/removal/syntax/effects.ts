import { ts } from "ts-morph";
import { builderParts } from "./builders.js";
import { skipOuter, type Unit } from "./unit.js";

/** Answers whether calling this expression can have no effect: a workspace function that only computes. */
export type PureCall = (unit: Unit, call: ts.CallExpression | ts.NewExpression) => boolean;

const pureGlobals: ReadonlySet<string> = new Set([
  "Boolean",
  "String",
  "Number",
  "Array.isArray",
  "Object.keys",
  "Object.values",
  "Object.entries",
  "Object.freeze",
  "Number.isInteger",
  "Number.isFinite",
  "Number.isNaN",
  "parseInt",
  "parseFloat",
  "Math.abs",
  "Math.ceil",
  "Math.floor",
  "Math.max",
  "Math.min",
  "Math.round",
  "Date.now",
  "Symbol",
  "Symbol.for",
]);
const pureMethods: ReadonlySet<string> = new Set([
  "includes",
  "startsWith",
  "endsWith",
  "indexOf",
  "trim",
  "toLowerCase",
  "toUpperCase",
  "hasOwnProperty",
  "slice",
  "substring",
  "split",
  "padStart",
  "padEnd",
  "join",
  "concat",
  "charAt",
  "lastIndexOf",
  "trimStart",
  "trimEnd",
  "toFixed",
  "toISOString",
  "getTime",
]);

const pureCallbackMethods: ReadonlySet<string> = new Set([
  "some",
  "every",
  "filter",
  "map",
  "find",
  "findIndex",
  "flatMap",
]);

/** `list.some((item) => …)` with a callback that only computes. */
function isPureCallback(unit: Unit, call: ts.CallExpression, pureCall: PureCall): boolean {
  const callee = skipOuter(call.expression);
  const [callback, ...more] = call.arguments;
  if (!ts.isPropertyAccessExpression(callee) || !pureCallbackMethods.has(callee.name.text))
    return false;
  if (callback === undefined || more.length > 0 || !ts.isArrowFunction(callback)) return false;
  if (callback.modifiers !== undefined || ts.isBlock(callback.body)) return false;
  const plain = callback.parameters.every(
    (p) => p.initializer === undefined && ts.isIdentifier(p.name),
  );
  return (
    plain && isPure(unit, callback.body, pureCall) && isPure(unit, callee.expression, pureCall)
  );
}

/** Whether the receiver and arguments of a call to a well-known pure function or method are pure too. */
function isKnownPureCall(unit: Unit, call: ts.CallExpression, pureCall: PureCall): boolean {
  const callee = skipOuter(call.expression);
  const ok = (node: ts.Expression): boolean => isPure(unit, node, pureCall);
  if (!call.arguments.every(ok)) return false;
  const root = ts.isPropertyAccessExpression(callee) ? callee.expression : callee;
  const isGlobal = ts.isIdentifier(root) && unit.scopes.bindingOf(root) === undefined;
  if (isGlobal && pureGlobals.has(callee.getText(unit.source))) return true;
  return (
    ts.isPropertyAccessExpression(callee) &&
    pureMethods.has(callee.name.text) &&
    ok(callee.expression)
  );
}

function isPureUnary(unit: Unit, node: ts.PrefixUnaryExpression, pureCall: PureCall): boolean {
  const changes =
    node.operator === ts.SyntaxKind.PlusPlusToken ||
    node.operator === ts.SyntaxKind.MinusMinusToken;
  return !changes && isPure(unit, node.operand, pureCall);
}

function isPureProperty(
  unit: Unit,
  member: ts.ObjectLiteralElementLike,
  pureCall: PureCall,
): boolean {
  const { name } = member;
  if (name !== undefined && ts.isComputedPropertyName(name)) {
    if (!isPure(unit, name.expression, pureCall)) return false;
  }
  if (ts.isPropertyAssignment(member)) return isPure(unit, member.initializer, pureCall);
  if (ts.isSpreadAssignment(member)) return isPure(unit, member.expression, pureCall);
  return true;
}

function isPureOperator(kind: ts.SyntaxKind): boolean {
  return kind < ts.SyntaxKind.FirstAssignment || kind > ts.SyntaxKind.LastAssignment;
}

/**
 * Whether evaluating an expression can be left out. Reading a name or a property counts as free of effects (an
 * assumption documented in `docs/removal.md`); calls, assignments, `await`, `yield`, `delete` and `new` do not.
 */
export function isPure(unit: Unit, node: ts.Node, pureCall: PureCall): boolean {
  const inner = skipOuter(node);
  const parts = partsOf(inner) ?? builderParts(unit, inner);
  if (parts !== undefined) return parts.every((part) => isPure(unit, part, pureCall));
  if (ts.isPrefixUnaryExpression(inner)) return isPureUnary(unit, inner, pureCall);
  if (ts.isObjectLiteralExpression(inner))
    return inner.properties.every((member) => isPureProperty(unit, member, pureCall));
  if (ts.isJsxElement(inner) || ts.isJsxSelfClosingElement(inner) || ts.isJsxFragment(inner))
    return isPureJsx(unit, inner, pureCall);
  if (ts.isCallExpression(inner))
    return (
      isPureCallback(unit, inner, pureCall) ||
      isKnownPureCall(unit, inner, pureCall) ||
      pureCall(unit, inner)
    );
  if (ts.isNewExpression(inner)) return pureCall(unit, inner);
  return isPureKeyword(inner);
}

/** The parts of an expression that has no effect of its own; undefined for any other expression. */
function partsOf(node: ts.Node): readonly ts.Node[] | undefined {
  if (ts.isLiteralExpression(node) || ts.isIdentifier(node)) return [];
  if (ts.isFunctionExpression(node) || ts.isArrowFunction(node)) return [];
  if (ts.isPropertyAccessExpression(node)) return [node.expression];
  if (ts.isElementAccessExpression(node)) return [node.expression, node.argumentExpression];
  if (ts.isTypeOfExpression(node) || ts.isVoidExpression(node)) return [node.expression];
  if (ts.isBinaryExpression(node))
    return isPureOperator(node.operatorToken.kind) ? [node.left, node.right] : undefined;
  if (ts.isConditionalExpression(node)) return [node.condition, node.whenTrue, node.whenFalse];
  if (ts.isTemplateExpression(node)) return node.templateSpans.map((span) => span.expression);
  if (ts.isArrayLiteralExpression(node)) return node.elements;
  if (ts.isSpreadElement(node)) return [node.expression];
  return undefined;
}

function isPureKeyword(node: ts.Node): boolean {
  return (
    ts.isOmittedExpression(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword ||
    node.kind === ts.SyntaxKind.ThisKeyword ||
    node.kind === ts.SyntaxKind.SuperKeyword ||
    node.kind === ts.SyntaxKind.ImportKeyword
  );
}

/** Creating an element runs nothing but its attributes and children. */
function isPureJsx(unit: Unit, node: ts.Node, pureCall: PureCall): boolean {
  let pure = true;
  const visit = (child: ts.Node): void => {
    if (ts.isJsxExpression(child)) {
      if (child.expression !== undefined && !isPure(unit, child.expression, pureCall)) pure = false;
    } else if (ts.isJsxSpreadAttribute(child)) {
      if (!isPure(unit, child.expression, pureCall)) pure = false;
    } else ts.forEachChild(child, visit);
  };
  ts.forEachChild(node, visit);
  return pure;
}
