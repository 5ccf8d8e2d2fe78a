import { ts } from "../compiler.js";
import type { PropertyMatcher } from "../../adapters/model.js";
import type { Origin } from "../facts.js";
import { propertyName, spanOf, unwrap, wrapped } from "../nodes.js";
import { endsWith, type NamePath } from "../paths.js";
import type { PlannedMatcher } from "../plan.js";
import { argumentAt } from "./arguments.js";
import type { SiteContext } from "./siteContext.js";

/** Object literals that set flags: `{ experimental: { flags: { x: true } } }`, `mockFlags({ x: true })`. */
export function collectLiteral(node: ts.ObjectLiteralExpression, context: SiteContext): void {
  const { literalTails, literalCalls } = context.plan;
  if (literalTails.size === 0 && literalCalls.size === 0) return;
  for (const { planned, origin, receiverNamed } of settersOf(node, context)) {
    for (const property of node.properties) {
      const name = property.name && propertyName(property.name);
      if (name === undefined || property.name === undefined) continue;
      context.propose({
        planned,
        key: { kind: "literal", value: name },
        keyNode: property.name,
        evaluation: property.name,
        origin,
        access: "override",
        knownKeysOnly: true,
        receiverNamed,
      });
    }
  }
}

/** A matcher whose flags an object literal sets, and how it is known that it does. */
interface Setter {
  readonly planned: PlannedMatcher;
  readonly origin: Origin;
  readonly receiverNamed: boolean;
}

function settersOf(node: ts.ObjectLiteralExpression, context: SiteContext): Setter[] {
  const path = literalPathOf(node);
  const last = path[path.length - 1];
  const named =
    last !== undefined && context.plan.literalTails.has(last)
      ? context.plan.properties.filter(({ matcher }) =>
          ((matcher as PropertyMatcher).literals ?? []).some((literal) => endsWith(path, literal)),
        )
      : [];
  const byName = { origin: { kind: "unknown" }, receiverNamed: true } as const;
  return [...named.map((planned) => ({ planned, ...byName })), ...argumentSetters(node, context)];
}

function argumentSetters(node: ts.ObjectLiteralExpression, context: SiteContext): Setter[] {
  const call = enclosingCall(node);
  if (call === undefined) return [];
  const callee = unwrap(call.expression);
  const name = ts.isIdentifier(callee)
    ? callee.text
    : ts.isPropertyAccessExpression(callee)
      ? callee.name.text
      : "";
  const setters = (context.plan.literalCalls.get(name) ?? []).filter(({ matcher }) =>
    ((matcher as PropertyMatcher).literalArguments ?? []).some(
      (literal) => literal.names.includes(name) && isArgument(call, literal.argument, node),
    ),
  );
  return setters.map((planned) => ({
    planned,
    origin: context.origins.of(callee),
    receiverNamed: planned.matcher.from === undefined,
  }));
}

type Call = ts.CallExpression | ts.NewExpression;

function isArgument(call: Call, path: number | string, node: ts.Node): boolean {
  const argument = argumentAt(call.arguments ?? [], path);
  return argument !== undefined && spanOf(unwrap(argument)).start === spanOf(node).start;
}

function enclosingCall(node: ts.Node): Call | undefined {
  let child = node;
  for (let parent = node.parent as ts.Node | undefined; parent; parent = parent.parent) {
    if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
      return parent.expression === child ? undefined : parent;
    }
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
    } else if (ts.isJsxExpression(parent) && ts.isJsxAttribute(parent.parent)) {
      names.unshift(parent.parent.name.getText());
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
