import { ts } from "ts-morph";
import { declarationOf } from "../flow/declarations.js";
import { allUses } from "../flow/users.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { memberRange } from "../seed/mentions.js";
import type { FileEdit } from "./fileEdits.js";

/** A type in the file that writes it. */
export interface WrittenType {
  readonly file: TrackedFile;
  readonly type: ts.TypeNode;
}

interface Found {
  readonly members: { readonly file: TrackedFile; readonly member: ts.TypeElement }[];
  /** Names of types on the way, which other code may use too. */
  readonly names: { readonly file: TrackedFile; readonly name: ts.Identifier }[];
  /** Some part of the type is out of sight. */
  opaque: boolean;
}

/** Types of libraries around an object's own type. */
const wrappers =
  /^(?:Readonly|Partial|Required|Promise|PropsWithChildren|PropsWithoutRef|NonNullable)$/u;
const maximumDepth = 6;

/**
 * The edits that take one member out of types, or undefined where it must stay: the type is out of sight, or other
 * code that uses the type still names the member. `vanishing` are edits that go along.
 */
export function typeMemberEdits(
  project: RemovalProject,
  types: readonly WrittenType[],
  property: string,
  vanishing: readonly FileEdit[],
): FileEdit[] | undefined {
  const found: Found = { members: [], names: [], opaque: false };
  for (const { file, type } of types) resolve(project, file, type, property, found, 0);
  if (found.members.length === 0) return found.opaque ? undefined : [];
  const edits = found.members.map(({ file, member }) => ({
    file,
    edit: { ...memberRange(file.unit, member), parts: [] },
  }));
  const gone = [...vanishing, ...edits];
  const stays = found.names.some(({ file, name }) => isNamed(project, file, name, property, gone));
  return stays ? undefined : edits;
}

function resolve(
  project: RemovalProject,
  file: TrackedFile,
  type: ts.TypeNode,
  property: string,
  found: Found,
  depth: number,
): void {
  const again = (inner: ts.TypeNode): void =>
    resolve(project, file, inner, property, found, depth + 1);
  if (depth > maximumDepth) found.opaque = true;
  else if (ts.isTypeLiteralNode(type)) addMembers(file, type.members, property, found);
  else if (ts.isParenthesizedTypeNode(type)) again(type.type);
  else if (ts.isIntersectionTypeNode(type) || ts.isUnionTypeNode(type)) type.types.forEach(again);
  else if (ts.isTypeReferenceNode(type) && isWrapper(type)) type.typeArguments?.forEach(again);
  else if (ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName))
    resolveName(project, file, type.typeName, property, found, depth);
  else if (type.kind !== ts.SyntaxKind.UndefinedKeyword && !isNull(type)) found.opaque = true;
}

function isNull(type: ts.TypeNode): boolean {
  return ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword;
}

function isWrapper({ typeName }: ts.TypeReferenceNode): boolean {
  const last = ts.isIdentifier(typeName) ? typeName : typeName.right;
  return wrappers.test(last.text);
}

function addMembers(
  file: TrackedFile,
  members: readonly ts.TypeElement[],
  property: string,
  found: Found,
): void {
  for (const member of members)
    if (member.name !== undefined && nameText(member.name) === property)
      found.members.push({ file, member });
}

function nameText(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : "";
}

function resolveName(
  project: RemovalProject,
  file: TrackedFile,
  use: ts.Identifier,
  property: string,
  found: Found,
  depth: number,
): void {
  const declared = declarationOf(project, file, use);
  const owner = declared?.declaration.parent;
  if (declared === undefined || owner === undefined) {
    found.opaque = true;
    return;
  }
  const before = found.members.length;
  if (ts.isTypeAliasDeclaration(owner))
    resolve(project, declared.file, owner.type, property, found, depth + 1);
  else if (ts.isInterfaceDeclaration(owner)) {
    addMembers(declared.file, owner.members, property, found);
    for (const clause of owner.heritageClauses ?? [])
      for (const { expression } of clause.types) {
        if (ts.isIdentifier(expression))
          resolveName(project, declared.file, expression, property, found, depth + 1);
        else found.opaque = true;
      }
  } else found.opaque = true;
  if (found.members.length > before)
    found.names.push({ file: declared.file, name: declared.declaration });
}

/** Whether a file that uses the type still names the member, outside of what vanishes. */
function isNamed(
  project: RemovalProject,
  file: TrackedFile,
  name: ts.Identifier,
  property: string,
  gone: readonly FileEdit[],
): boolean {
  const binding = file.unit.scopes.bindingOf(name);
  const uses = binding && allUses(project, file, binding);
  if (uses === undefined) return true;
  const users = new Set([file, ...uses.map((use) => use.file)]);
  return [...users].some((user) => mentions(user, property, gone));
}

function mentions(file: TrackedFile, property: string, gone: readonly FileEdit[]): boolean {
  if (!file.unit.text.includes(property)) return false;
  const own = gone.filter((edit) => edit.file === file).map(({ edit }) => edit);
  let found = false;
  const visit = (node: ts.Node): void => {
    const spells =
      (ts.isStringLiteralLike(node) && node.text === property && isKey(node)) ||
      (ts.isIdentifier(node) && node.text === property && isMemberName(node));
    if (spells && !own.some(({ start, end }) => start <= node.getStart() && node.end <= end))
      found = true;
    if (!found) ts.forEachChild(node, visit);
  };
  visit(file.unit.source);
  return found;
}

/** Whether a string may name a member: in a type such as `Pick<…>`, in brackets, in a list, or given to a function. */
function isKey({ parent }: ts.StringLiteralLike): boolean {
  return (
    ts.isLiteralTypeNode(parent) ||
    ts.isElementAccessExpression(parent) ||
    ts.isArrayLiteralExpression(parent) ||
    ts.isCallExpression(parent)
  );
}

/** Whether an identifier names a member of some object rather than a variable. */
function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isBindingElement(parent))
    return (
      parent.propertyName === node || (parent.propertyName === undefined && parent.name === node)
    );
  if (ts.isShorthandPropertyAssignment(parent) || ts.isJsxAttribute(parent)) return true;
  return (
    (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)) && parent.name === node
  );
}
