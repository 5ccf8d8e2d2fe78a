import { ts } from "ts-morph";
import { isWrite } from "./resolveNames.js";

/** A private member of a class with every place of the class that names it. */
export interface PrivateField {
  readonly owner: ts.ClassLikeDeclaration;
  readonly name: string;
  readonly declaration: ts.PropertyDeclaration | ts.MethodDeclaration;
  /** `this.x` where the value is looked at; undefined entries of other forms make the field opaque. */
  readonly reads: readonly ts.PropertyAccessExpression[];
  /** `this.x = value` as statements of their own. */
  readonly writes: readonly ts.BinaryExpression[];
  /** Named in some other way: destructured, computed, assigned inside an expression. */
  readonly opaque: boolean;
}

function isPrivate(member: ts.ClassElement): boolean {
  if (member.name !== undefined && ts.isPrivateIdentifier(member.name)) return true;
  return (
    ts.canHaveModifiers(member) &&
    (ts.getModifiers(member)?.some((m) => m.kind === ts.SyntaxKind.PrivateKeyword) ?? false)
  );
}

const remembered = new WeakMap<ts.SourceFile, readonly PrivateField[]>();

/** Every private field and method of a file's classes. Static, decorated and computed members are left out. */
export function privateFields(source: ts.SourceFile): readonly PrivateField[] {
  let fields = remembered.get(source);
  if (fields === undefined) {
    fields = classesOf(source).flatMap(fieldsOfClass);
    remembered.set(source, fields);
  }
  return fields;
}

function classesOf(source: ts.SourceFile): ts.ClassLikeDeclaration[] {
  const classes: ts.ClassLikeDeclaration[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isClassLike(node)) classes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return classes;
}

type PrivateName = ts.Identifier | ts.PrivateIdentifier;

function fieldsOfClass(owner: ts.ClassLikeDeclaration): PrivateField[] {
  const members = owner.members.flatMap((member) => {
    const isField = ts.isPropertyDeclaration(member) || ts.isMethodDeclaration(member);
    if (!isField || !isPrivate(member) || ts.getDecorators(member) !== undefined) return [];
    const { name } = member;
    if (!ts.isIdentifier(name) && !ts.isPrivateIdentifier(name)) return [];
    const isStatic = ts.getModifiers(member)?.some((m) => m.kind === ts.SyntaxKind.StaticKeyword);
    return isStatic === true ? [] : [{ declaration: member, name }];
  });
  const named = namesIn(owner, new Set(members.map(({ name }) => name.text)));
  const speaksOfItself = namesClass(owner);
  return members.map(({ declaration, name }) => ({
    owner,
    name: name.text,
    declaration,
    ...usesOf(
      (named.get(name.text) ?? []).filter((node) => node !== name),
      speaksOfItself,
    ),
  }));
}

/** Every identifier and string of a class that spells one of the names. */
function namesIn(
  owner: ts.Node,
  names: ReadonlySet<string>,
): Map<string, (PrivateName | ts.StringLiteralLike)[]> {
  const found = new Map<string, (PrivateName | ts.StringLiteralLike)[]>();
  const visit = (node: ts.Node): void => {
    const isName =
      ts.isIdentifier(node) || ts.isPrivateIdentifier(node) || ts.isStringLiteralLike(node);
    if (isName && names.has(node.text)) {
      const known = found.get(node.text);
      if (known === undefined) found.set(node.text, [node]);
      else known.push(node);
    }
    ts.forEachChild(node, visit);
  };
  if (names.size > 0) visit(owner);
  return found;
}

/** Whether a class mentions its own name: only then can it hold other objects of its kind. */
function namesClass(owner: ts.ClassLikeDeclaration): boolean {
  const { name } = owner;
  if (name === undefined) return false;
  let found = false;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name.text && node !== name) found = true;
    if (!found) ts.forEachChild(node, visit);
  };
  visit(owner);
  return found;
}

function usesOf(
  named: readonly ts.Node[],
  otherObjects: boolean,
): Pick<PrivateField, "reads" | "writes" | "opaque"> {
  const reads: ts.PropertyAccessExpression[] = [];
  const writes: ts.BinaryExpression[] = [];
  let opaque = false;
  for (const node of named) {
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
      const isThis = parent.expression.kind === ts.SyntaxKind.ThisKeyword;
      if (!isThis && !otherObjects && !ts.isPrivateIdentifier(node)) continue;
      const write = writeOf(parent);
      if (write !== undefined && isThis) writes.push(write);
      else if (isWrite(parent)) opaque = true;
      else reads.push(parent);
    } else if (ts.isBindingElement(parent) && isFromThis(parent)) opaque = true;
    else if (ts.isElementAccessExpression(parent)) opaque = true;
  }
  return { reads, writes, opaque };
}

function writeOf(access: ts.PropertyAccessExpression): ts.BinaryExpression | undefined {
  const { parent } = access;
  const plain =
    ts.isBinaryExpression(parent) &&
    parent.left === access &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isExpressionStatement(parent.parent);
  return plain ? parent : undefined;
}

function isFromThis(element: ts.BindingElement): boolean {
  const owner = element.parent.parent;
  return ts.isVariableDeclaration(owner) && owner.initializer?.kind === ts.SyntaxKind.ThisKeyword;
}
