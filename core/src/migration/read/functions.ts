import { ts } from "../../syntax/compiler.js";
import { enclosingFunction, propertyName, spanOf } from "../../syntax/nodes.js";
import type { Span } from "../../text/span.js";
import type { FunctionFact, ReturnFact, Value } from "../flowFacts.js";
import { alwaysExits, goesOn } from "./completion.js";
import { outcomeOf } from "./outcomes.js";
import { pathTo } from "./paths.js";
import { typeOf } from "./types.js";
import { classNameOf, type Values } from "./values.js";

/** What a function is, but for its number and the number of the function around it. */
export function functionFact(
  node: ts.SignatureDeclaration,
  parent: number,
  values: Values,
): FunctionFact {
  const named = nameOf(node);
  const body = "body" in node ? node.body : undefined;
  const handedTo = handedToOf(node, values);
  return {
    name: named?.name ?? "",
    ...(named?.owner !== undefined && { owner: named.owner }),
    span: spanOf(node),
    nameSpan: named?.span ?? { start: node.getStart(), end: node.getStart() + 1 },
    parent,
    parameters: node.parameters.map((one) => values.localOf(one)),
    returns: returnsOf(body, values),
    ...(node.type && { type: typeOf(node.type) }),
    isAsync: isAsync(node),
    path: pathTo(node, values),
    throwsIf: throwsOf(body, values),
    swallows: swallows(body),
    ...(handedTo && { handedTo }),
    stored: isStored(node),
  };
}

/** The module's own code as a function. */
export function moduleFact(sourceFile: ts.SourceFile): FunctionFact {
  return {
    name: "(module)",
    span: { start: 0, end: sourceFile.end },
    nameSpan: { start: 0, end: 0 },
    parent: -1,
    parameters: [],
    returns: [],
    isAsync: false,
    path: [],
    throwsIf: [],
    swallows: false,
    stored: false,
  };
}

/** The function that a function stands in, by syntax. */
export function parentFunction(node: ts.Node): ts.SignatureDeclaration | undefined {
  const parent = enclosingFunction(node);
  return parent !== undefined && ts.isFunctionLike(parent) ? parent : undefined;
}

function nameOf(
  node: ts.SignatureDeclaration,
): { name: string; owner?: string; span: Span } | undefined {
  if (ts.isConstructorDeclaration(node)) {
    const owner = classNameOf(node.parent);
    return { name: "constructor", ...(owner !== undefined && { owner }), span: spanAt(node, 11) };
  }
  if (node.name && ts.isClassLike(node.parent)) return memberOf(node.name, node.parent);
  if (node.name) {
    const name = memberName(node.name);
    return name === undefined ? undefined : { name, span: spanOf(node.name) };
  }
  const holder = holderOf(node);
  if (ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name)) {
    return { name: holder.name.text, span: spanOf(holder.name) };
  }
  if (ts.isPropertyDeclaration(holder)) return memberOf(holder.name, holder.parent);
  if (ts.isPropertyAssignment(holder) && !isArgument(holder.parent)) {
    const name = memberName(holder.name);
    const owner = objectName(holder.parent);
    return name === undefined
      ? undefined
      : { name, ...(owner !== undefined && { owner }), span: spanOf(holder.name) };
  }
  return ts.isExportAssignment(holder) ? { name: "default", span: spanAt(node, 1) } : undefined;
}

function spanAt(node: ts.Node, length: number): Span {
  return { start: node.getStart(), end: node.getStart() + length };
}

function memberOf(
  name: ts.PropertyName,
  parent: ts.Node,
): { name: string; owner?: string; span: Span } | undefined {
  const text = memberName(name);
  const owner = ts.isClassLike(parent) ? classNameOf(parent) : undefined;
  return text === undefined
    ? undefined
    : { name: text, ...(owner !== undefined && { owner }), span: spanOf(name) };
}

/** A member's name, `#private` ones included. */
export function memberName(name: ts.PropertyName | ts.BindingName): string | undefined {
  return ts.isPrivateIdentifier(name) ? name.text : propertyName(name);
}

function objectName(object: ts.ObjectLiteralExpression): string | undefined {
  const holder = holderOf(object);
  return ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name)
    ? holder.name.text
    : undefined;
}

function isArgument(object: ts.ObjectLiteralExpression): boolean {
  return ts.isCallExpression(object.parent) || ts.isNewExpression(object.parent);
}

/** Wrappers that give back the function they are handed. */
const wrappers = /^(?:React\.)?(?:useCallback|memo|forwardRef|cache|debounce|throttle|once)$/;

/** The declaration that a function is the value of. */
function holderOf(node: ts.Node): ts.Node {
  let holder = node.parent;
  let child = node;
  while (
    ts.isParenthesizedExpression(holder) ||
    ts.isAsExpression(holder) ||
    ts.isSatisfiesExpression(holder) ||
    (ts.isCallExpression(holder) &&
      holder.arguments[0] === child &&
      wrappers.test(holder.expression.getText()))
  ) {
    child = holder;
    holder = holder.parent;
  }
  return holder;
}

function isAsync(node: ts.SignatureDeclaration): boolean {
  if (node.type?.getText().startsWith("Promise<") === true) return true;
  if (!ts.canHaveModifiers(node)) return false;
  return ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false;
}

function returnsOf(body: ts.Node | undefined, values: Values): ReturnFact[] {
  if (body === undefined) return [];
  if (!ts.isBlock(body)) {
    return ts.isExpression(body) ? [{ value: values.of(body), path: [] }] : [];
  }
  const found: ReturnFact[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isReturnStatement(node)) {
      if (node.expression === undefined) return;
      found.push({ value: values.of(node.expression), path: pathTo(node, values) });
    } else ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}

function throwsOf(body: ts.Node | undefined, values: Values): Value[] {
  if (body === undefined || !ts.isBlock(body)) return [];
  return body.statements.flatMap((statement) =>
    ts.isIfStatement(statement) && throws(statement.thenStatement)
      ? [values.of(statement.expression)]
      : [],
  );
}

function throws(statement: ts.Statement): boolean {
  if (ts.isThrowStatement(statement)) return true;
  if (!ts.isBlock(statement) || !alwaysExits(statement)) return false;
  const last = statement.statements.at(-1);
  return last !== undefined && ts.isThrowStatement(last);
}

function swallows(body: ts.Node | undefined): boolean {
  if (body === undefined || !ts.isBlock(body)) return false;
  const risky = body.statements.filter((one) => !isHarmless(one));
  return (
    risky.length === 1 &&
    risky[0] !== undefined &&
    ts.isTryStatement(risky[0]) &&
    goesOn(risky[0].catchClause)
  );
}

/** Statements that cannot fail: plain constants, early returns, logging aside. */
function isHarmless(statement: ts.Statement): boolean {
  if (ts.isReturnStatement(statement)) return statement.expression === undefined;
  const calls = (node: ts.Node): boolean =>
    ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isAwaitExpression(node) ||
    (!ts.isFunctionLike(node) && (ts.forEachChild(node, calls) ?? false));
  return !ts.isTryStatement(statement) && !calls(statement);
}

function handedToOf(
  node: ts.SignatureDeclaration,
  values: Values,
): FunctionFact["handedTo"] | undefined {
  if (
    !ts.isArrowFunction(node) &&
    !ts.isFunctionExpression(node) &&
    !ts.isMethodDeclaration(node)
  ) {
    return undefined;
  }
  const holder = ts.isMethodDeclaration(node) ? node : holderOf(node);
  const isMember = ts.isPropertyAssignment(holder) || ts.isMethodDeclaration(holder);
  if (isMember && !ts.isObjectLiteralExpression(holder.parent)) return undefined;
  const argument = isMember ? holder.parent : outermost(node);
  const call = argument.parent;
  if (!ts.isCallExpression(call) && !ts.isNewExpression(call)) return undefined;
  const index = call.arguments?.findIndex((one) => one === argument) ?? -1;
  if (index < 0) return undefined;
  const label = isMember ? labelOf(holder.name) : undefined;
  return {
    callee: values.of(call.expression),
    index,
    ...(label !== undefined && { label }),
    outcome: outcomeOf(call),
    start: call.getStart(),
  };
}

function labelOf(name: ts.PropertyName): string | undefined {
  const plain = propertyName(name);
  if (plain !== undefined) return plain;
  return ts.isComputedPropertyName(name) && ts.isPropertyAccessExpression(name.expression)
    ? name.expression.name.text
    : undefined;
}

function outermost(node: ts.Node): ts.Node {
  let outer = node;
  while (
    ts.isParenthesizedExpression(outer.parent) ||
    ts.isAsExpression(outer.parent) ||
    ts.isSatisfiesExpression(outer.parent)
  ) {
    outer = outer.parent;
  }
  return outer;
}

/** Decorated, the default export, or kept in a place from where anybody may take it. */
function isStored(node: ts.SignatureDeclaration): boolean {
  if (ts.canHaveDecorators(node) && (ts.getDecorators(node)?.length ?? 0) > 0) return true;
  const holder = ts.isFunctionDeclaration(node) ? node : holderOf(node);
  if (ts.isExportAssignment(holder)) return true;
  if (
    ts.isFunctionDeclaration(node) &&
    ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) === true
  ) {
    return true;
  }
  return (
    (ts.isBinaryExpression(holder) && holder.operatorToken.kind === ts.SyntaxKind.EqualsToken) ||
    ts.isArrayLiteralExpression(holder)
  );
}
