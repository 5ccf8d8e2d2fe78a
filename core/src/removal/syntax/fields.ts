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
  return ts.canHaveModifiers(member) && (ts.getModifiers(member)?.some((m) => m.kind === ts.SyntaxKind.PrivateKeyword) ?? false);
}

/** Every private field and method of a file's classes. Static, decorated and computed members are left out. */
export function privateFields(source: ts.SourceFile): PrivateField[] {
  const fields: PrivateField[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isClassLike(node)) {
      for (const member of node.members) {
        const field = privateField(node, member);
        if (field !== undefined) fields.push(field);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return fields;
}

function privateField(owner: ts.ClassLikeDeclaration, member: ts.ClassElement): PrivateField | undefined {
  if (!ts.isPropertyDeclaration(member) && !ts.isMethodDeclaration(member)) return undefined;
  const { name } = member;
  if (!isPrivate(member) || (!ts.isIdentifier(name) && !ts.isPrivateIdentifier(name))) return undefined;
  const isStatic = ts.getModifiers(member)?.some((m) => m.kind === ts.SyntaxKind.StaticKeyword);
  if (isStatic === true || ts.getDecorators(member) !== undefined) return undefined;
  return { owner, name: name.text, declaration: member, ...usesOf(owner, name.text, name) };
}

function usesOf(
  owner: ts.ClassLikeDeclaration,
  name: string,
  declared: ts.Node,
): Pick<PrivateField, "reads" | "writes" | "opaque"> {
  const reads: ts.PropertyAccessExpression[] = [];
  const writes: ts.BinaryExpression[] = [];
  let opaque = false;
  const visit = (node: ts.Node): void => {
    const isName = (ts.isIdentifier(node) || ts.isPrivateIdentifier(node) || ts.isStringLiteralLike(node)) && node.text === name;
    if (isName && node !== declared) {
      const { parent } = node;
      if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
        const write = writeOf(parent);
        if (write !== undefined && parent.expression.kind === ts.SyntaxKind.ThisKeyword) writes.push(write);
        else if (isWrite(parent)) opaque = true;
        else reads.push(parent);
      } else if (ts.isBindingElement(parent) && isFromThis(parent)) opaque = true;
      else if (ts.isElementAccessExpression(parent)) opaque = true;
    }
    ts.forEachChild(node, visit);
  };
  visit(owner);
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
