import { ts } from "../compiler.js";
import type { PropertyMatcher } from "../../adapters/model.js";
import type { Origin } from "../facts.js";
import { importOf } from "../imports.js";
import { propertyName, staticName, unwrap } from "../nodes.js";
import { endsWith, type NamePath } from "../paths.js";
import type { PlannedMatcher } from "../plan.js";
import type { SiteContext } from "./siteContext.js";

interface FlagsObject {
  readonly planned: PlannedMatcher;
  readonly knownKeysOnly: boolean;
}

/** Reads of a property of a flags object: `uiConfig.flags.x`, `flags["x"]`. */
export function collectMember(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  context: SiteContext,
): void {
  if (context.plan.properties.length === 0 || !mayBeFlagsObject(node.expression, context)) return;
  const keyNode = ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression;
  const name = staticName(node);
  const keys =
    name !== undefined || ts.isPropertyAccessExpression(node)
      ? [{ kind: "literal" as const, value: name ?? "" }]
      : context.keys.of(node.argumentExpression);
  for (const { planned, knownKeysOnly } of flagsObjectsOf(node.expression, context)) {
    for (const key of keys) {
      context.propose({
        planned,
        key,
        keyNode,
        evaluation: node,
        origin: context.origins.of(node.expression),
        access: isAssigned(node) ? "override" : "read",
        // `flags.map(…)` calls a method of the object unless the name is a flag's.
        knownKeysOnly: knownKeysOnly || isCallee(node),
      });
    }
  }
}

/** Destructuring of a flags object: `const { x } = useFlags()`, `({ flags: { x } }) => …`. */
export function collectPattern(node: ts.ObjectBindingPattern, context: SiteContext): void {
  if (context.plan.properties.length === 0) return;
  const found = flagsObjectsOfPattern(node, context);
  if (found.length === 0) return;
  const origin = originOfPattern(node, context);
  for (const element of node.elements) {
    if (element.dotDotDotToken) continue;
    const name = propertyName(element.propertyName ?? element.name);
    if (name === undefined) continue;
    for (const { planned, knownKeysOnly } of found) {
      context.propose({
        planned,
        key: { kind: "literal", value: name },
        keyNode: element.propertyName ?? element.name,
        evaluation: element,
        origin,
        knownKeysOnly,
      });
    }
  }
}

/** Type-level reads: `Flags["x"]`, `Pick<Flags, "x" | "y">`, `Omit<Flags, "x">`. */
export function collectType(node: ts.TypeNode, context: SiteContext): void {
  if (context.plan.typeNames.size === 0) return;
  if (ts.isIndexedAccessTypeNode(node)) {
    proposeTypeKeys(typeNameOf(node.objectType), node.indexType, context);
  } else if (ts.isTypeReferenceNode(node) && node.typeArguments?.length === 2) {
    const name = node.typeName.getText();
    const [object, keys] = node.typeArguments;
    if ((name === "Pick" || name === "Omit") && object && keys) {
      proposeTypeKeys(typeNameOf(object), keys, context);
    }
  }
}

function proposeTypeKeys(name: string | undefined, keys: ts.TypeNode, context: SiteContext): void {
  if (name === undefined || !context.plan.typeNames.has(name)) return;
  for (const part of ts.isUnionTypeNode(keys) ? keys.types : [keys]) {
    if (!ts.isLiteralTypeNode(part) || !ts.isStringLiteral(part.literal)) continue;
    for (const planned of context.plan.properties) {
      if (!(planned.matcher as PropertyMatcher).types?.includes(name)) continue;
      context.propose({
        planned,
        key: { kind: "literal", value: part.literal.text },
        keyNode: part,
        evaluation: part,
        origin: { kind: "unknown" },
        access: "mention",
        knownKeysOnly: true,
        receiverNamed: true,
      });
    }
  }
}

/** A cheap look at the last name before paths are worked out. */
function mayBeFlagsObject(expression: ts.Expression, context: SiteContext): boolean {
  const node = unwrap(expression);
  const { objectTails, typeNames } = context.plan;
  if (ts.isIdentifier(node)) {
    return objectTails.has(node.text) || typeNames.size > 0 || isAlias(node, context);
  }
  if (ts.isPropertyAccessExpression(node)) return objectTails.has(node.name.text);
  if (ts.isElementAccessExpression(node)) return objectTails.has(staticName(node) ?? "");
  return ts.isCallExpression(node) && isFlagsCall(node, context);
}

/** A call by one of the names; an import may have given the function another one. */
function isFlagsCall(node: ts.CallExpression, context: SiteContext): boolean {
  const callee = unwrap(node.expression);
  if (ts.isPropertyAccessExpression(callee)) return context.plan.objectTails.has(callee.name.text);
  if (!ts.isIdentifier(callee)) return false;
  if (context.plan.objectTails.has(callee.text)) return true;
  const binding = context.scopes.resolve(callee.text, callee);
  return binding !== undefined && importOf(binding) !== undefined;
}

function isAlias(node: ts.Identifier, context: SiteContext): boolean {
  const binding = context.scopes.resolve(node.text, node);
  return (
    binding !== undefined && (ts.isVariableDeclaration(binding) || ts.isBindingElement(binding))
  );
}

function flagsObjectsOf(expression: ts.Expression, context: SiteContext): FlagsObject[] {
  const type = declaredTypeOf(unwrap(expression), context);
  return matching(context.paths.of(expression), type, context);
}

function flagsObjectsOfPattern(node: ts.ObjectBindingPattern, context: SiteContext): FlagsObject[] {
  const owner = node.parent;
  const type = ts.isBindingElement(owner) ? elementType(owner, context) : typeNameOf(owner.type);
  return matching(context.paths.ofPattern(node), type, context);
}

function matching(
  paths: readonly NamePath[],
  type: string | undefined,
  context: SiteContext,
): FlagsObject[] {
  const found: FlagsObject[] = [];
  for (const planned of context.plan.properties) {
    const matcher = planned.matcher as PropertyMatcher;
    const typed = type !== undefined && (matcher.types?.includes(type) ?? false);
    const called = (matcher.calls ?? []).some((call) =>
      paths.some((path) => endsWith(path, calledPattern(call))),
    );
    const named = (matcher.objects ?? []).filter((object) =>
      paths.some((path) => endsWith(path, object)),
    );
    if (!typed && !called && named.length === 0) continue;
    const certain = typed || called || named.some((object) => object.includes("."));
    found.push({ planned, knownKeysOnly: !certain });
  }
  return found;
}

/** `useConfig.flags` asks for `useConfig().flags`. */
function calledPattern(call: string): string {
  const dot = call.indexOf(".");
  return dot < 0 ? `${call}()` : `${call.slice(0, dot)}()${call.slice(dot)}`;
}

/** The declared type's name, and for a member of such a value the member after it: `Props.flags`. */
function declaredTypeOf(node: ts.Expression, context: SiteContext): string | undefined {
  if (context.plan.typeNames.size === 0) return undefined;
  if (ts.isPropertyAccessExpression(node)) {
    const base = unwrap(node.expression);
    const type = ts.isIdentifier(base) ? declaredTypeOf(base, context) : undefined;
    return type === undefined ? undefined : `${type}.${node.name.text}`;
  }
  if (!ts.isIdentifier(node)) return undefined;
  const binding = context.scopes.resolve(node.text, node);
  if (binding === undefined) return undefined;
  if (ts.isBindingElement(binding)) return elementType(binding, context);
  return ts.isParameter(binding) || ts.isVariableDeclaration(binding)
    ? typeNameOf(binding.type)
    : undefined;
}

/** `({ flags }: Props) => …`: the element stands for `Props.flags`. */
function elementType(element: ts.BindingElement, context: SiteContext): string | undefined {
  const owner = element.parent.parent;
  if (context.plan.typeNames.size === 0 || ts.isBindingElement(owner)) return undefined;
  const type = typeNameOf(owner.type);
  const name = propertyName(element.propertyName ?? element.name);
  return type === undefined || name === undefined ? undefined : `${type}.${name}`;
}

function typeNameOf(type: ts.TypeNode | undefined): string | undefined {
  if (type === undefined) return undefined;
  if (ts.isParenthesizedTypeNode(type)) return typeNameOf(type.type);
  if (!ts.isTypeReferenceNode(type)) return undefined;
  const name = ts.isIdentifier(type.typeName) ? type.typeName.text : type.typeName.right.text;
  const only = type.typeArguments?.length === 1 ? type.typeArguments[0] : undefined;
  return only && (name === "Partial" || name === "Readonly" || name === "Required")
    ? typeNameOf(only)
    : name;
}

function originOfPattern(node: ts.ObjectBindingPattern, context: SiteContext): Origin {
  let owner: ts.Node = node.parent;
  while (ts.isBindingElement(owner)) owner = owner.parent.parent;
  if (ts.isVariableDeclaration(owner) && owner.initializer) {
    return context.origins.of(owner.initializer);
  }
  return ts.isParameter(owner) ? context.origins.ofType(owner.type) : { kind: "unknown" };
}

function isAssigned(node: ts.Expression): boolean {
  const parent = node.parent;
  if (ts.isDeleteExpression(parent)) return true;
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === node &&
    parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment
  );
}

function isCallee(node: ts.Expression): boolean {
  return ts.isCallExpression(node.parent) && node.parent.expression === node;
}
