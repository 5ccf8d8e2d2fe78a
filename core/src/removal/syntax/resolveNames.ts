import { ts } from "ts-morph";
import { parentOf } from "./parent.js";
import type { Binding, NameUse, Scope } from "./scopeModel.js";

/** What every using identifier means, with the uses that no scope of the file declares. */
export interface ResolvedNames {
  readonly meaning: Map<ts.Identifier, Binding>;
  readonly globals: readonly NameUse[];
}

/** Resolves every use of a name and records it on its binding. */
export function resolveNames(
  source: ts.SourceFile,
  scopeOfNode: ReadonlyMap<ts.Node, Scope>,
): ResolvedNames {
  const meaning = new Map<ts.Identifier, Binding>();
  const globals: NameUse[] = [];
  const visit = (node: ts.Node, scope: Scope, inType: boolean): void => {
    const here = scopeOfNode.get(node) ?? scope;
    if (ts.isIdentifier(node)) {
      if (isUse(node)) {
        const use: NameUse = { node, write: isWrite(node), inType };
        const binding = lookUp(here, node);
        if (binding === undefined) globals.push(use);
        else {
          binding.uses.push(use);
          meaning.set(node, binding);
        }
      }
      return;
    }
    ts.forEachChild(node, (child) => visit(child, here, inType || isTypePosition(child)));
  };
  visit(source, scopeOfNode.get(source) ?? fail(), false);
  return { meaning, globals };
}

function fail(): never {
  throw new Error("A source file always opens a scope.");
}

function isTypePosition(node: ts.Node): boolean {
  if (ts.isExpressionWithTypeArguments(node)) {
    const clause = node.parent;
    return !(
      ts.isHeritageClause(clause) &&
      clause.token === ts.SyntaxKind.ExtendsKeyword &&
      ts.isClassLike(clause.parent)
    );
  }
  return ts.isTypeNode(node);
}

function lookUp(scope: Scope, node: ts.Identifier): Binding | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const binding = at.names.get(node.text);
    if (binding !== undefined) return binding;
  }
  return undefined;
}

/** Whether an identifier uses a name, rather than declaring one or naming a member. */
function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (node.text === "") return false;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isExportSpecifier(parent)) {
    const local = parent.propertyName ?? parent.name;
    return local === node && parent.parent.parent.moduleSpecifier === undefined;
  }
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  if (isJsxTag(node, parent)) return /^[^a-z]/u.test(node.text);
  return !isNameOf(node, parent) && !isLabelOrMeta(node, parent);
}

function isJsxTag(node: ts.Identifier, parent: ts.Node): boolean {
  return (
    (ts.isJsxOpeningElement(parent) ||
      ts.isJsxSelfClosingElement(parent) ||
      ts.isJsxClosingElement(parent)) &&
    parent.tagName === node
  );
}

function isNameOf(node: ts.Identifier, parent: ts.Node): boolean {
  if (ts.isImportSpecifier(parent) || ts.isNamespaceExport(parent)) return true;
  if (ts.isImportEqualsDeclaration(parent)) return parent.name === node;
  if (ts.isTypePredicateNode(parent)) return false;
  if (ts.isJsxAttribute(parent) || ts.isJsxNamespacedName(parent)) return true;
  if (ts.isNamedTupleMember(parent)) return parent.name === node;
  if (ts.isTypeParameterDeclaration(parent)) return parent.name === node;
  if (ts.isImportTypeNode(parent)) return parent.qualifier === node;
  if (ts.isExportAssignment(parent)) return false;
  return (parent as ts.NamedDeclaration).name === node;
}

function isLabelOrMeta(node: ts.Identifier, parent: ts.Node): boolean {
  return (
    (ts.isLabeledStatement(parent) && parent.label === node) ||
    ts.isBreakOrContinueStatement(parent) ||
    ts.isMetaProperty(parent)
  );
}

/** Whether the identifier is assigned to: `=`, `+=`, `++`, a loop's head or a destructuring assignment. */
export function isWrite(node: ts.Node): boolean {
  let at = node;
  for (;;) {
    const parent = parentOf(at);
    if (parent === undefined) return false;
    const target = targetAround(at, parent);
    if (target === undefined) return assigns(parent, at);
    at = target;
  }
}

/** The larger target of an assignment that a target is a part of, such as the pattern around a name. */
function targetAround(at: ts.Node, parent: ts.Node): ts.Node | undefined {
  if (ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent)) return parent;
  if (ts.isAsExpression(parent)) return parent.expression === at ? parent : undefined;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === at ? parent.parent : undefined;
  if (ts.isShorthandPropertyAssignment(parent)) return parent.parent;
  const isPart =
    ts.isSpreadElement(parent) ||
    ts.isSpreadAssignment(parent) ||
    ts.isArrayLiteralExpression(parent) ||
    ts.isObjectLiteralExpression(parent);
  return isPart ? parent : undefined;
}

/** Whether a node assigns to this child of it. */
function assigns(parent: ts.Node, at: ts.Node): boolean {
  if (ts.isBinaryExpression(parent))
    return parent.left === at && isAssignment(parent.operatorToken.kind);
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent))
    return (
      parent.operator === ts.SyntaxKind.PlusPlusToken ||
      parent.operator === ts.SyntaxKind.MinusMinusToken
    );
  return (ts.isForInStatement(parent) || ts.isForOfStatement(parent)) && parent.initializer === at;
}

/** Whether an operator assigns. */
function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}
