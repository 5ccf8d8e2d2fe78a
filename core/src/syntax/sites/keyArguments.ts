import { ts } from "../compiler.js";
import type { KeyExpression } from "../facts.js";
import { unwrap } from "../nodes.js";
import type { SiteContext } from "./siteContext.js";

/** A key with the node that writes it. */
export interface WrittenKey {
  readonly key: KeyExpression;
  readonly keyNode: ts.Node;
}

/** The keys that several arguments stand for. */
export function keysInAll(
  args: readonly ts.Expression[],
  list: boolean | undefined,
  context: SiteContext,
): readonly WrittenKey[] {
  return args.flatMap((argument) => keysIn(argument, list ?? false, context));
}

/** The keys that an argument stands for, each with its place; none for a value that can be no key. */
export function keysIn(
  argument: ts.Expression,
  list: boolean,
  context: SiteContext,
): readonly WrittenKey[] {
  const node = unwrap(argument);
  if (list && ts.isArrayLiteralExpression(node)) {
    return node.elements.flatMap((element) =>
      ts.isSpreadElement(element)
        ? keysIn(element.expression, true, context)
        : keysIn(element, false, context),
    );
  }
  if (ts.isConditionalExpression(node)) {
    return [...keysIn(node.whenTrue, list, context), ...keysIn(node.whenFalse, list, context)];
  }
  if (isNoKey(node)) return [];
  return context.keys.of(node).map((key) => ({ key, keyNode: node }));
}

/** A literal other than a string: another signature's argument (a context, a callback), not a key. */
function isNoKey(node: ts.Expression): boolean {
  switch (node.kind) {
    case ts.SyntaxKind.ObjectLiteralExpression:
    case ts.SyntaxKind.ArrayLiteralExpression:
    case ts.SyntaxKind.ArrowFunction:
    case ts.SyntaxKind.FunctionExpression:
    case ts.SyntaxKind.NumericLiteral:
    case ts.SyntaxKind.TrueKeyword:
    case ts.SyntaxKind.FalseKeyword:
    case ts.SyntaxKind.NullKeyword:
      return true;
    default:
      return false;
  }
}
