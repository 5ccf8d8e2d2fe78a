import { ts } from "ts-morph";
import { isTestPath } from "../seed/tests.js";
import { innerCall, isDyingCall } from "./context.js";
import type { SystemView } from "./view.js";

/**
 * Finds functions that do nothing but call what goes, and lets them go too: functions by their name anywhere, and
 * members of a test's own objects. Repeats until no other is found, for one may call the next.
 */
export function learnHollowFunctions(view: SystemView): void {
  for (let found = true; found;) {
    found = false;
    for (const path of view.paths) {
      const source = view.source(path);
      if (source !== undefined && learnIn(view, source, isTestPath(path))) found = true;
    }
  }
}

function learnIn(view: SystemView, source: ts.SourceFile, inTest: boolean): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    const symbols = hollowSymbols(view, node, inTest);
    for (const symbol of symbols) if (view.letGo(symbol)) found = true;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function hollowSymbols(view: SystemView, node: ts.Node, inTest: boolean): ts.Symbol[] {
  if (ts.isFunctionDeclaration(node) && node.name !== undefined && isHollow(view, node.body)) {
    return present([view.symbolOf(node.name)]);
  }
  if (!inTest || !ts.isPropertyAssignment(node) || !ts.isIdentifier(node.name)) return [];
  const { initializer } = node;
  const isFunction = ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer);
  if (!isFunction || !isHollow(view, initializer.body)) return [];
  const { text } = node.name;
  const wanted = view.checker.getContextualType(node.parent);
  const types = wanted?.isUnion() === true ? wanted.types : present([wanted]);
  return present([view.symbolOf(node.name), ...types.map((type) => type.getProperty(text))]);
}

function present<T>(found: readonly (T | undefined)[]): T[] {
  return found.filter((one) => one !== undefined);
}

function isHollow(view: SystemView, body: ts.ConciseBody | undefined): boolean {
  if (body === undefined) return false;
  const expressions = ts.isBlock(body)
    ? body.statements.map((one) => (ts.isExpressionStatement(one) ? one.expression : undefined))
    : [body];
  return (
    expressions.length > 0 &&
    expressions.every((expression) => {
      const call = expression && innerCall(expression);
      return call !== undefined && isDyingCall(view, call);
    })
  );
}
