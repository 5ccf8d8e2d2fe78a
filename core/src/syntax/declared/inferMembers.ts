import { ts } from "../compiler.js";
import { unwrapped } from "./member.js";
import type { DeclaredMember } from "./member.js";
import { membersOf, singleMember } from "./selectMembers.js";
import type { TopLevel, TopLevelDeclaration } from "./topLevel.js";

const flagWord = /flag|feature|toggle|experiment/i;
const flagWords =
  /flags|features|toggles|experiments|(?:flag|feature|toggle|experiment)_?(?:key|name|id)s?/i;

/**
 * The flags of a file whose configuration names no declarations.
 *
 * First the exported enums, string unions, objects, arrays and types whose name speaks of flags, then those that are
 * not exported, then the exported functions that return a boolean, one flag each.
 */
export function inferMembers(file: TopLevel): readonly DeclaredMember[] {
  const named = [...file.declarations].filter(([name, node]) => looksLikeFlags(name, node));
  const exported = named.filter(([name]) => file.exported.has(name));
  for (const group of [exported, named]) {
    const members = group.flatMap(([name, node]) => membersOf(name, node, file));
    if (members.length > 0) return members;
  }
  return [...file.exported].flatMap((name) => {
    const node = file.declarations.get(name);
    if (node === undefined || !returnsBoolean(node, file)) return [];
    return singleMember(name, file) ?? [];
  });
}

/**
 * The singular names one flag (`interface FeatureFlag { name; owner }`), so a list of members needs the plural or a
 * word for keys; a list of strings does not.
 */
function looksLikeFlags(name: string, node: TopLevelDeclaration): boolean {
  if (!flagWord.test(name)) return false;
  if (ts.isEnumDeclaration(node)) return true;
  if (ts.isInterfaceDeclaration(node)) return flagWords.test(name);
  if (ts.isTypeAliasDeclaration(node)) return flagWords.test(name) || ts.isUnionTypeNode(node.type);
  if (!ts.isVariableDeclaration(node) || node.initializer === undefined) return false;
  const value = unwrapped(node.initializer);
  if (ts.isArrayLiteralExpression(value)) {
    // An annotated list is a selection from keys that its type declares.
    return node.type === undefined && value.elements.some(ts.isStringLiteralLike);
  }
  if (!ts.isObjectLiteralExpression(value)) return false;
  return flagWords.test(name) ? value.properties.every(isValue) : value.properties.every(isText);
}

function isValue(property: ts.ObjectLiteralElementLike): boolean {
  return ts.isPropertyAssignment(property) && !isFunction(unwrapped(property.initializer));
}

function isText(property: ts.ObjectLiteralElementLike): boolean {
  return (
    ts.isPropertyAssignment(property) && ts.isStringLiteralLike(unwrapped(property.initializer))
  );
}

function isFunction(node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

/** A function that says it returns a boolean, that returns a plain one, or that is another name for such a function. */
function returnsBoolean(node: TopLevelDeclaration, file: TopLevel, depth = 0): boolean {
  if (ts.isFunctionDeclaration(node)) return isBooleanType(node.type);
  if (!ts.isVariableDeclaration(node) || node.initializer === undefined || depth > 5) return false;
  const value = unwrapped(node.initializer);
  if (isFunction(value)) {
    if (value.type) return isBooleanType(value.type);
    return !ts.isBlock(value.body) && isBooleanExpression(value.body);
  }
  const original = ts.isIdentifier(value) ? file.declarations.get(value.text) : undefined;
  return original !== undefined && returnsBoolean(original, file, depth + 1);
}

function isBooleanType(type: ts.TypeNode | undefined): boolean {
  if (type === undefined) return false;
  if (type.kind === ts.SyntaxKind.BooleanKeyword) return true;
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return false;
  const [argument] = type.typeArguments ?? [];
  return type.typeName.text === "Promise" && isBooleanType(argument);
}

function isBooleanExpression(node: ts.Expression): boolean {
  const value = unwrapped(node);
  if (value.kind === ts.SyntaxKind.TrueKeyword || value.kind === ts.SyntaxKind.FalseKeyword)
    return true;
  if (ts.isPrefixUnaryExpression(value)) return value.operator === ts.SyntaxKind.ExclamationToken;
  return ts.isBinaryExpression(value) && comparisons.has(value.operatorToken.kind);
}

const comparisons = new Set<ts.SyntaxKind>([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
]);
