import { ts } from "../compiler.js";
import type { CallMatcher, IncludesMatcher, MethodMatcher } from "../../adapters/model.js";
import type { Origin } from "../facts.js";
import { importOf } from "../imports.js";
import { staticName, unwrap } from "../nodes.js";
import { endsWith } from "../paths.js";
import type { PlannedMatcher } from "../plan.js";
import { argumentsAt, defaultArgumentOf, hasArgumentCount } from "./arguments.js";
import { keysIn, keysInAll, placeOf } from "./keyArguments.js";
import type { SiteContext } from "./siteContext.js";
import { bindingOrigin } from "./uses.js";

/** Calls whose argument is a key: functions, hooks, selectors, methods, decorators, `includes`. */
export function collectCall(node: ts.CallExpression, context: SiteContext): void {
  const callee = unwrap(node.expression);
  if (ts.isIdentifier(callee)) {
    const tables = ts.isDecorator(node.parent) ? context.plan.decorators : context.plan.calls;
    for (const name of tables.size === 0 ? [] : namesOf(callee, context)) {
      for (const planned of tables.get(name) ?? []) proposeCall(node, callee, planned, context);
    }
    if (context.plan.methods.size > 0) proposeTakenMethod(node, callee, context);
  } else if (ts.isPropertyAccessExpression(callee) || ts.isElementAccessExpression(callee)) {
    const name = staticName(callee);
    if (name === undefined) return;
    for (const planned of context.plan.methods.get(name) ?? []) {
      proposeMethod(node, callee, planned, context);
    }
    for (const planned of context.plan.calls.get(name) ?? []) {
      proposeCall(node, callee, planned, context);
    }
    for (const planned of context.plan.includes.get(name) ?? []) {
      proposeIncludes(node, callee, planned, context);
    }
  }
}

/** The name as written and, for an import under another name, as exported (`default` among them). */
function namesOf(callee: ts.Identifier, context: SiteContext): readonly string[] {
  const binding = context.scopes.resolve(callee.text, callee);
  const imported = binding && importOf(binding);
  if (imported === undefined) return [callee.text];
  // What CommonJS exports as a whole is called by the module's own name.
  if (imported.name === "*") return [callee.text, "default"];
  return imported.name === callee.text ? [callee.text] : [imported.name, callee.text];
}

function proposeCall(
  node: ts.CallExpression,
  callee: ts.Expression,
  planned: PlannedMatcher,
  context: SiteContext,
): void {
  const matcher = planned.matcher as CallMatcher;
  if (!hasArgumentCount(node.arguments, matcher.argumentCount)) return;
  const keys = argumentsAt(node.arguments, matcher.key);
  if (keys.length === 0) return;
  const isLearnt = planned.target !== undefined && ts.isIdentifier(callee);
  const origin = isLearnt ? bindingOrigin(callee, context) : context.origins.of(callee);
  const defaultArgument = defaultArgumentOf(node.arguments, matcher.default);
  const argumentsFit = fits(node, matcher);
  for (const written of keysInAll(keys, matcher.keyList, context)) {
    const place = placeOf(written, node);
    context.propose({ planned, ...place, origin, defaultArgument, argumentsFit });
  }
}

/** Whether the default value stands where the last argument does; where several shapes claim a call, one fits best. */
function fits(node: ts.CallExpression, matcher: CallMatcher | MethodMatcher): boolean {
  return typeof matcher.default !== "number" || node.arguments.length === matcher.default + 1;
}

function proposeMethod(
  node: ts.CallExpression,
  callee: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  planned: PlannedMatcher,
  context: SiteContext,
): void {
  const matcher = planned.matcher as MethodMatcher;
  const receiverNamed = isNamedReceiver(callee.expression, matcher.receivers);
  if (matcher.receivers !== undefined && !receiverNamed && matcher.from === undefined) return;
  proposeMethodOf(node, planned, context, {
    origin: context.origins.of(callee.expression),
    receiverNamed,
  });
}

/** `const { isOn } = client; isOn("x")`: a method that was taken from its receiver, whose origin is known. */
function proposeTakenMethod(
  node: ts.CallExpression,
  callee: ts.Identifier,
  context: SiteContext,
): void {
  const origin = context.origins.of(callee);
  if (origin.kind !== "import" && origin.kind !== "local") return;
  const method = origin.rest[origin.rest.length - 1];
  if (method === undefined) return;
  const receiver = { origin: { ...origin, rest: origin.rest.slice(0, -1) }, receiverNamed: false };
  for (const planned of context.plan.methods.get(method) ?? []) {
    if (planned.matcher.from !== undefined) proposeMethodOf(node, planned, context, receiver);
  }
}

function proposeMethodOf(
  node: ts.CallExpression,
  planned: PlannedMatcher,
  context: SiteContext,
  receiver: { readonly origin: Origin; readonly receiverNamed: boolean },
): void {
  const matcher = planned.matcher as MethodMatcher;
  if (!hasArgumentCount(node.arguments, matcher.argumentCount)) return;
  const keys = argumentsAt(node.arguments, matcher.key);
  if (keys.length === 0) return;
  const defaultArgument = defaultArgumentOf(node.arguments, matcher.default);
  for (const written of keysInAll(keys, matcher.keyList, context)) {
    context.propose({
      planned,
      ...placeOf(written, node),
      ...receiver,
      defaultArgument,
      argumentsFit: fits(node, matcher),
    });
  }
}

function isNamedReceiver(receiver: ts.Expression, names: readonly string[] | undefined): boolean {
  if (names === undefined) return false;
  if (names.includes("*")) return true;
  const node = unwrap(receiver);
  const called = ts.isCallExpression(node) ? unwrap(node.expression) : node;
  const last = ts.isIdentifier(called)
    ? called.text
    : ts.isPropertyAccessExpression(called)
      ? called.name.text
      : called.kind === ts.SyntaxKind.ThisKeyword
        ? "this"
        : undefined;
  return last !== undefined && names.includes(last);
}

function proposeIncludes(
  node: ts.CallExpression,
  callee: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  planned: PlannedMatcher,
  context: SiteContext,
): void {
  const matcher = planned.matcher as IncludesMatcher;
  const argument = node.arguments[0];
  if (argument === undefined) return;
  const paths = context.paths.of(callee.expression);
  const named = matcher.receivers.some((name) => paths.some((path) => endsWith(path, name)));
  if (!named) return;
  for (const written of keysIn(argument, false, context)) {
    const origin = context.origins.of(callee.expression);
    context.propose({ planned, ...placeOf(written, node), origin, receiverNamed: true });
  }
}
