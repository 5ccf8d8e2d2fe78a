import { ts } from "../../syntax/compiler.js";
import { propertyName } from "../../syntax/nodes.js";
import type { TypeExpr } from "../flowFacts.js";

const unknownType: TypeExpr = { k: "unknown" };
const maximumDepth = 6;

/** Types that a value of their first argument passes through unchanged, for the purpose of calling it. */
const transparent = new Set([
  "Promise",
  "PromiseLike",
  "Awaited",
  "Readonly",
  "Partial",
  "Required",
  "Pick",
  "Omit",
  "NonNullable",
  "Mutable",
]);

/** Reads a type annotation; what it says of values is kept, what it says of their shape at run time is not. */
export function typeOf(node: ts.TypeNode | undefined, depth = 0): TypeExpr {
  if (node === undefined || depth > maximumDepth) return unknownType;
  if (ts.isParenthesizedTypeNode(node)) return typeOf(node.type, depth + 1);
  if (ts.isTypeOperatorNode(node)) return typeOf(node.type, depth + 1);
  if (ts.isTypeReferenceNode(node)) return referenceOf(node, depth);
  if (ts.isExpressionWithTypeArguments(node)) return heritageOf(node, depth);
  if (ts.isTypeLiteralNode(node)) return { k: "shape", members: membersOf(node.members, depth) };
  if (ts.isUnionTypeNode(node) || ts.isIntersectionTypeNode(node)) {
    const of = node.types.map((part) => typeOf(part, depth + 1)).filter(({ k }) => k !== "unknown");
    return of.length === 1 && of[0] !== undefined ? of[0] : { k: "any-of", of };
  }
  if (ts.isTypeQueryNode(node)) return { k: "typeof", name: entityText(node.exprName) };
  if (ts.isIndexedAccessTypeNode(node)) return indexedOf(node, depth);
  if (ts.isFunctionTypeNode(node)) return { k: "function", returns: typeOf(node.type, depth + 1) };
  if (ts.isArrayTypeNode(node)) return { k: "list", of: typeOf(node.elementType, depth + 1) };
  return unknownType;
}

function referenceOf(node: ts.TypeReferenceNode, depth: number): TypeExpr {
  const name = entityText(node.typeName);
  const first = node.typeArguments?.[0];
  if (transparent.has(name) && first !== undefined) return typeOf(first, depth + 1);
  if ((name === "Array" || name === "ReadonlyArray" || name === "Set") && first !== undefined) {
    return { k: "list", of: typeOf(first, depth + 1) };
  }
  return { k: "ref", name, args: argumentsOf(node.typeArguments, depth) };
}

function heritageOf(node: ts.ExpressionWithTypeArguments, depth: number): TypeExpr {
  const { expression } = node;
  const name = ts.isIdentifier(expression)
    ? expression.text
    : ts.isPropertyAccessExpression(expression) && ts.isIdentifier(expression.expression)
      ? `${expression.expression.text}.${expression.name.text}`
      : undefined;
  if (name === undefined) return unknownType;
  return { k: "ref", name, args: argumentsOf(node.typeArguments, depth) };
}

function argumentsOf(nodes: readonly ts.TypeNode[] | undefined, depth: number): TypeExpr[] {
  return (nodes ?? []).map((one) => typeOf(one, depth + 1));
}

function indexedOf(node: ts.IndexedAccessTypeNode, depth: number): TypeExpr {
  const { indexType } = node;
  if (!ts.isLiteralTypeNode(indexType) || !ts.isStringLiteral(indexType.literal)) {
    return unknownType;
  }
  return { k: "member", of: typeOf(node.objectType, depth + 1), name: indexType.literal.text };
}

/** The types of an interface's or type literal's members by name; a method is a function. */
export function membersOf(
  members: readonly ts.TypeElement[],
  depth = 0,
): Readonly<Record<string, TypeExpr>> {
  const types = Object.create(null) as Record<string, TypeExpr>;
  for (const member of members) {
    const name = propertyName(member.name) ?? enumeratedKey(member.name);
    if (name === undefined) continue;
    if (ts.isPropertySignature(member)) types[name] = typeOf(member.type, depth + 1);
    else if (ts.isMethodSignature(member)) {
      types[name] = { k: "function", returns: typeOf(member.type, depth + 1) };
    }
  }
  return types;
}

function entityText(name: ts.EntityName): string {
  return ts.isIdentifier(name) ? name.text : `${entityText(name.left)}.${name.right.text}`;
}

/** `[Impl.NEW]: …` goes by the member's name. */
function enumeratedKey(name: ts.PropertyName | undefined): string | undefined {
  if (name === undefined || !ts.isComputedPropertyName(name)) return undefined;
  const { expression } = name;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : undefined;
}
