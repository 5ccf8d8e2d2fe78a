import { ts } from "ts-morph";
import type { PropertyMatcher } from "../../adapters/model.js";
import { propertyName, spanOf, unwrap, wrapped } from "../nodes.js";
import { endsWith, type NamePath } from "../paths.js";
import type { PlannedMatcher } from "../plan.js";
import { argumentAt } from "./arguments.js";
import type { SiteContext } from "./siteContext.js";

/** Object literals that set flags: `{ experimental: { flags: { x: true } } }`, `mockFlags({ x: true })`. */
export function collectLiteral(node: ts.ObjectLiteralExpression, context: SiteContext): void {
  const { literalTails, literalCalls } = context.plan;
  if (literalTails.size === 0 && literalCalls.size === 0) return;
  for (const planned of settersOf(node, context)) {
    for (const property of node.properties) {
      const name = property.name && propertyName(property.name);
      if (name === undefined || property.name === undefined) continue;
      context.propose({
        planned,
        key: { kind: "literal", value: name },
        keyNode: property.name,
        evaluation: property.name,
        origin: { kind: "unknown" },
        access: "override",
        knownKeysOnly: true,
        receiverNamed: true,
      });
    }
  }
}

function settersOf(node: ts.ObjectLiteralExpression, context: SiteContext): PlannedMatcher[] {
  const path = literalPathOf(node);
  const last = path[path.length - 1];
  const named =
    last !== undefined && context.plan.literalTails.has(last)
      ? context.plan.properties.filter(({ matcher }) =>
          ((matcher as PropertyMatcher).literals ?? []).some((literal) => endsWith(path, literal)),
        )
      : [];
  return [...named, ...argumentSetters(node, context)];
}

function argumentSetters(node: ts.ObjectLiteralExpression, context: SiteContext): PlannedMatcher[] {
  const call = enclosingCall(node);
  if (call === undefined) return [];
  const callee = unwrap(call.expression);
  const name = ts.isIdentifier(callee)
    ? callee.text
    : ts.isPropertyAccessExpression(callee)
      ? callee.name.text
      : "";
  return (context.plan.literalCalls.get(name) ?? []).filter(({ matcher }) =>
    ((matcher as PropertyMatcher).literalArguments ?? []).some(
      (literal) => literal.names.includes(name) && isArgument(call, literal.argument, node),
    ),
  );
}

function isArgument(call: ts.CallExpression, path: number | string, node: ts.Node): boolean {
  const argument = argumentAt(call.arguments, path);
  return argument !== undefined && spanOf(unwrap(argument)).start === spanOf(node).start;
}

function enclosingCall(node: ts.Node): ts.CallExpression | undefined {
  let child = node;
  for (let parent: ts.Node | undefined = node.parent; parent; parent = parent.parent) {
    if (ts.isCallExpression(parent)) return parent.expression === child ? undefined : parent;
    if (ts.isFunctionLike(parent) || ts.isStatement(parent)) return undefined;
    child = parent;
  }
  return undefined;
}

/** The names under which a literal is stored: enclosing members, the variable, the assigned path. */
function literalPathOf(node: ts.ObjectLiteralExpression): NamePath {
  const names: string[] = [];
  let value: ts.Node = wrapped(node);
  for (;;) {
    const parent: ts.Node = value.parent;
    if (ts.isPropertyAssignment(parent) && parent.initializer === value) {
      const name = propertyName(parent.name);
      if (name === undefined) return names;
      names.unshift(name);
      value = wrapped(parent.parent);
    } else if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) {
      names.unshift(parent.name.text);
      return names;
    } else if (ts.isSpreadAssignment(parent) || ts.isConditionalExpression(parent)) {
      value = ts.isSpreadAssignment(parent) ? wrapped(parent.parent) : wrapped(parent);
    } else if (ts.isBinaryExpression(parent) && parent.right === value) {
      return parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
        ? [...assignedPath(parent.left), ...names]
        : names;
    } else {
      return names;
    }
  }
}

function assignedPath(target: ts.Expression): string[] {
  const node = unwrap(target);
  if (ts.isIdentifier(node)) return [node.text];
  if (ts.isPropertyAccessExpression(node))
    return [...assignedPath(node.expression), node.name.text];
  return [];
}
