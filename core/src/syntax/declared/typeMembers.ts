import { ts } from "../compiler.js";
import type { FlagValueType } from "../../registry/model.js";
import { arrayMembers, enumMembers, objectMembers } from "./valueMembers.js";
import { jsDocBefore, jsDocBetween } from "./jsDoc.js";
import { nameOf, spanOf, unwrapped } from "./member.js";
import type { DeclaredMember } from "./member.js";
import type { TopLevel } from "./topLevel.js";

/** Type references are followed this far within the file, so that a cycle ends. */
const maxDepth = 20;

/** `interface F { a: boolean }`: the members' names are the keys; what it extends in this file counts too. */
export function interfaceMembers(
  node: ts.InterfaceDeclaration,
  file: TopLevel,
  depth = 0,
): readonly DeclaredMember[] {
  const inherited = (node.heritageClauses ?? []).flatMap((clause) =>
    clause.types.flatMap((type) =>
      ts.isIdentifier(type.expression) ? namedMembers(type.expression.text, file, depth + 1) : [],
    ),
  );
  return [...inherited, ...propertyMembers(node.members, file.sourceFile)];
}

/**
 * The flags that a type lists: a union of string literals, the members of a type literal, and what both are built
 * from within the file (`keyof`, `typeof`, `Partial`, `Record`, mapped types, intersections, aliases).
 */
export function typeMembers(
  node: ts.TypeNode,
  file: TopLevel,
  depth = 0,
): readonly DeclaredMember[] {
  if (depth > maxDepth) return [];
  const next = (type: ts.TypeNode): readonly DeclaredMember[] => typeMembers(type, file, depth + 1);
  if (ts.isParenthesizedTypeNode(node) || ts.isTypeOperatorNode(node)) return next(node.type);
  if (ts.isTypeLiteralNode(node)) return propertyMembers(node.members, file.sourceFile);
  if (ts.isLiteralTypeNode(node)) return literalMember(node, node.getFullStart(), file.sourceFile);
  if (ts.isUnionTypeNode(node) || ts.isIntersectionTypeNode(node))
    return partMembers(node, file, depth);
  if (ts.isMappedTypeNode(node)) {
    const { constraint } = node.typeParameter;
    return constraint ? next(constraint) : [];
  }
  if (ts.isIndexedAccessTypeNode(node)) return next(node.objectType);
  if (ts.isTypeQueryNode(node)) {
    return ts.isIdentifier(node.exprName) ? namedMembers(node.exprName.text, file, depth + 1) : [];
  }
  if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) {
    const [argument] = node.typeArguments ?? [];
    if (transparentTypes.has(node.typeName.text) && argument) return next(argument);
    return namedMembers(node.typeName.text, file, depth + 1);
  }
  return [];
}

/** Types that list the same names as their first argument. */
const transparentTypes = new Set([
  "Partial",
  "Required",
  "Readonly",
  "Record",
  "NonNullable",
  "Pick",
]);

function namedMembers(name: string, file: TopLevel, depth: number): readonly DeclaredMember[] {
  if (depth > maxDepth) return [];
  const node = file.declarations.get(name);
  if (node === undefined) return [];
  if (ts.isTypeAliasDeclaration(node)) return typeMembers(node.type, file, depth + 1);
  if (ts.isInterfaceDeclaration(node)) return interfaceMembers(node, file, depth + 1);
  if (ts.isEnumDeclaration(node)) return enumMembers(node, file.sourceFile);
  const value = ts.isVariableDeclaration(node) && node.initializer && unwrapped(node.initializer);
  if (!value) return [];
  if (ts.isArrayLiteralExpression(value)) return arrayMembers(value, file.sourceFile);
  return ts.isObjectLiteralExpression(value) ? objectMembers(value, file.sourceFile) : [];
}

function partMembers(
  node: ts.UnionTypeNode | ts.IntersectionTypeNode,
  file: TopLevel,
  depth: number,
): readonly DeclaredMember[] {
  let previousEnd = node.getFullStart();
  return node.types.flatMap((type) => {
    const members = ts.isLiteralTypeNode(type)
      ? literalMember(type, previousEnd, file.sourceFile)
      : typeMembers(type, file, depth + 1);
    previousEnd = type.end;
    return members;
  });
}

function literalMember(
  node: ts.LiteralTypeNode,
  previousEnd: number,
  sourceFile: ts.SourceFile,
): readonly DeclaredMember[] {
  if (!ts.isStringLiteralLike(node.literal)) return [];
  const span = spanOf(node, sourceFile);
  const doc = jsDocBetween(previousEnd, node, sourceFile);
  return [{ key: node.literal.text, keySpan: span, entrySpan: span, doc, fields: {} }];
}

function propertyMembers(
  members: readonly ts.TypeElement[],
  sourceFile: ts.SourceFile,
): readonly DeclaredMember[] {
  return members.flatMap((member) => {
    if (!ts.isPropertySignature(member) && !ts.isMethodSignature(member)) return [];
    const key = nameOf(member.name);
    if (key === undefined) return [];
    const valueType = ts.isPropertySignature(member) && member.type && valueTypeOf(member.type);
    return [
      {
        key,
        keySpan: spanOf(member.name, sourceFile),
        entrySpan: spanOf(member, sourceFile),
        doc: jsDocBefore(member, sourceFile),
        ...(valueType && { valueType }),
        fields: {},
      },
    ];
  });
}

/** The value type where the member's type is a plain one. */
function valueTypeOf(type: ts.TypeNode): FlagValueType | undefined {
  if (type.kind === ts.SyntaxKind.BooleanKeyword) return "boolean";
  if (type.kind === ts.SyntaxKind.StringKeyword) return "string";
  if (type.kind === ts.SyntaxKind.NumberKeyword) return "float";
  if (!ts.isUnionTypeNode(type)) return undefined;
  const isText = (part: ts.TypeNode): boolean =>
    ts.isLiteralTypeNode(part) && ts.isStringLiteralLike(part.literal);
  return type.types.every(isText) ? "string" : undefined;
}
