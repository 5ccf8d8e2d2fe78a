import { ts } from "ts-morph";
import { skipOuter, type Unit } from "./unit.js";

/** What is asked beside the syntax. */
export interface BooleanQuery {
  readonly unit: Unit;
  readonly isBooleanCall: (unit: Unit, call: ts.CallExpression) => boolean;
  /** What the type of an expression says, where its form says nothing. */
  readonly hasBooleanType: (unit: Unit, node: ts.Node) => boolean;
}

const comparisons: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
  ts.SyntaxKind.InstanceOfKeyword,
  ts.SyntaxKind.InKeyword,
]);
const booleanMethods: ReadonlySet<string> = new Set([
  "includes",
  "startsWith",
  "endsWith",
  "some",
  "every",
  "isArray",
  "hasOwnProperty",
  "isInteger",
]);

/** Whether an expression can only be `true` or `false`, as its form or a plain type annotation says. */
export function isBooleanExpression(query: BooleanQuery, node: ts.Node): boolean {
  return isBooleanForm(query, node) || query.hasBooleanType(query.unit, skipOuter(node));
}

function isBooleanForm(query: BooleanQuery, node: ts.Node): boolean {
  const inner = skipOuter(node);
  const mark = query.unit.markOf(inner);
  if (mark !== undefined) return typeof mark.value === "boolean";
  if (inner.kind === ts.SyntaxKind.TrueKeyword || inner.kind === ts.SyntaxKind.FalseKeyword)
    return true;
  if (ts.isPrefixUnaryExpression(inner)) return inner.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isBinaryExpression(inner)) return isBooleanOperation(query, inner);
  if (ts.isConditionalExpression(inner))
    return (
      isBooleanExpression(query, inner.whenTrue) && isBooleanExpression(query, inner.whenFalse)
    );
  if (ts.isCallExpression(inner)) return isBooleanCall(query, inner);
  if (ts.isIdentifier(inner)) return isBooleanName(query, inner);
  return false;
}

function isBooleanOperation(query: BooleanQuery, node: ts.BinaryExpression): boolean {
  const kind = node.operatorToken.kind;
  if (comparisons.has(kind)) return true;
  const logical =
    kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken;
  return logical && isBooleanExpression(query, node.left) && isBooleanExpression(query, node.right);
}

function isBooleanCall(query: BooleanQuery, node: ts.CallExpression): boolean {
  const callee = node.expression;
  if (ts.isIdentifier(callee) && callee.text === "Boolean")
    return query.unit.scopes.bindingOf(callee) === undefined;
  if (ts.isPropertyAccessExpression(callee) && booleanMethods.has(callee.name.text)) {
    return (
      node.questionDotToken === undefined &&
      callee.questionDotToken === undefined &&
      !isChain(callee)
    );
  }
  return query.isBooleanCall(query.unit, node);
}

function isChain(node: ts.Node): boolean {
  return (node.flags & ts.NodeFlags.OptionalChain) !== 0;
}

function isBooleanName(query: BooleanQuery, node: ts.Identifier): boolean {
  const binding = query.unit.scopes.bindingOf(node);
  const declared = binding?.declarations.length === 1 ? binding.declarations[0] : undefined;
  if (binding === undefined || declared === undefined) return false;
  const { parent } = declared;
  if (ts.isParameter(parent) && parent.name === declared)
    return parent.questionToken === undefined && parent.type?.kind === ts.SyntaxKind.BooleanKeyword;
  if (ts.isVariableDeclaration(parent) && parent.name === declared) {
    if (parent.type !== undefined) return parent.type.kind === ts.SyntaxKind.BooleanKeyword;
    const fixed = binding.uses.every((use) => !use.write);
    return (
      fixed && parent.initializer !== undefined && isBooleanExpression(query, parent.initializer)
    );
  }
  return ts.isBindingElement(parent) && isBooleanMember(query.unit, parent);
}

/** `({ a }: Props)` where the file's own `Props` says `a: boolean`. */
function isBooleanMember(unit: Unit, element: ts.BindingElement): boolean {
  const pattern = element.parent;
  const owner = pattern.parent;
  if (!ts.isObjectBindingPattern(pattern)) return false;
  if (!ts.isParameter(owner) && !ts.isVariableDeclaration(owner)) return false;
  const name = element.propertyName ?? element.name;
  if (owner.type === undefined || !ts.isIdentifier(name)) return false;
  const member = membersOf(unit, owner.type).find(
    (m) => m.name !== undefined && ts.isIdentifier(m.name) && m.name.text === name.text,
  );
  if (member === undefined || !ts.isPropertySignature(member)) return false;
  const optional = member.questionToken !== undefined && element.initializer === undefined;
  return !optional && member.type?.kind === ts.SyntaxKind.BooleanKeyword;
}

/** The members of a type that the file itself writes out: a literal, or the name of an interface or alias. */
function membersOf(unit: Unit, type: ts.TypeNode): readonly ts.TypeElement[] {
  if (ts.isTypeLiteralNode(type)) return type.members;
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return [];
  const binding = unit.scopes.bindingOf(type.typeName);
  return (binding?.declarations ?? []).flatMap((declaration) => {
    const { parent } = declaration;
    if (ts.isInterfaceDeclaration(parent)) return [...parent.members];
    return ts.isTypeAliasDeclaration(parent) && ts.isTypeLiteralNode(parent.type)
      ? [...parent.type.members]
      : [];
  });
}
