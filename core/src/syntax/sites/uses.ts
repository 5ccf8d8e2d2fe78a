import { ts } from "../compiler.js";
import type { Origin } from "../facts.js";
import { isLocalHolder, localName } from "../functions.js";
import { importOf } from "../imports.js";
import { isTopLevelVariable } from "../nodes.js";
import type { SiteContext } from "./siteContext.js";

/** Uses of a flag function or flag constant, wherever it is imported. */
export function collectUse(node: ts.Identifier, context: SiteContext): void {
  if (context.plan.uses.size === 0 || !isValueUse(node)) return;
  const member = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
  const expression: ts.Expression = member ? node.parent : node;
  const names = member ? [node.text] : namesOf(node, context);
  const call = callOf(expression);
  for (const planned of new Set(names.flatMap((name) => context.plan.uses.get(name) ?? []))) {
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
export function bindingOrigin(node: ts.Identifier, context: SiteContext): Origin {
  const binding = context.scopes.resolve(node.text, node);
  if (binding !== undefined && isLocalHolder(binding)) {
    return { kind: "local", name: localName(binding), rest: [] };
  }
  const isOwn =
    binding !== undefined && ts.isVariableDeclaration(binding) && isTopLevelVariable(binding);
  return isOwn ? { kind: "local", name: node.text, rest: [] } : context.origins.of(node);
}

/** The name as written and as exported. */
function namesOf(node: ts.Identifier, context: SiteContext): readonly string[] {
  const binding = context.scopes.resolve(node.text, node);
  const imported = binding && importOf(binding)?.name;
  return imported === undefined || imported === node.text ? [node.text] : [node.text, imported];
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
