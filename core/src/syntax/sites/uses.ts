import { ts } from "ts-morph";
import type { Origin } from "../facts.js";
import { importOf } from "../imports.js";
import type { SiteContext } from "./siteContext.js";

/** Uses of a flag function or flag constant, wherever it is imported. */
export function collectUse(node: ts.Identifier, context: SiteContext): void {
  if (context.plan.uses.size === 0 || !isValueUse(node)) return;
  const member = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
  const expression: ts.Expression = member ? (node.parent) : node;
  const name = member ? node.text : exportedName(node, context);
  for (const planned of context.plan.uses.get(name) ?? []) {
    const call = callOf(expression);
    if (planned.flagKey === undefined) continue;
    context.propose({
      planned,
      key: { kind: "literal", value: planned.flagKey },
      keyNode: node,
      evaluation: call ?? expression,
      origin: member ? context.origins.of(expression) : bindingOrigin(node, context),
    });
  }
}

/** The binding that a name means, not what its value is made from: a flag constant is made by its SDK. */
function bindingOrigin(node: ts.Identifier, context: SiteContext): Origin {
  const binding = context.scopes.resolve(node.text, node);
  const isTopLevelVariable =
    binding !== undefined &&
    ts.isVariableDeclaration(binding) &&
    ts.isSourceFile(binding.parent.parent.parent);
  return isTopLevelVariable
    ? { kind: "local", name: node.text, rest: [] }
    : context.origins.of(node);
}

function exportedName(node: ts.Identifier, context: SiteContext): string {
  if (context.plan.uses.has(node.text)) return node.text;
  const binding = context.scopes.resolve(node.text, node);
  const imported = binding && importOf(binding)?.name;
  return imported ?? node.text;
}

function callOf(expression: ts.Expression): ts.CallExpression | undefined {
  const parent = expression.parent;
  return ts.isCallExpression(parent) && parent.expression === expression ? parent : undefined;
}

/** A name that is read here, not one that is declared, imported, exported or a member's label. */
function isValueUse(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent)) return true;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isVariableDeclaration(parent)) return parent.initializer === node;
  if (ts.isParameter(parent) || ts.isBindingElement(parent)) return parent.initializer === node;
  if (ts.isJsxAttribute(parent)) return false;
  return !(
    ts.isImportSpecifier(parent) ||
    ts.isImportClause(parent) ||
    ts.isNamespaceImport(parent) ||
    ts.isExportSpecifier(parent) ||
    ts.isExportAssignment(parent) ||
    ts.isFunctionLike(parent) ||
    ts.isClassLike(parent) ||
    ts.isTypeNode(parent) ||
    ts.isTypeElement(parent) ||
    ts.isClassElement(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isEnumMember(parent) ||
    ts.isLabeledStatement(parent) ||
    ts.isDeclarationStatement(parent)
  );
}
