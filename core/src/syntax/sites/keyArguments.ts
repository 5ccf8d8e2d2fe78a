import { ts } from "../compiler.js";
import type { KeyExpression } from "../facts.js";
import { unwrap } from "../nodes.js";
import type { ProposedSite, SiteContext } from "./siteContext.js";

/** A key with the node that writes it. */
export interface WrittenKey {
  readonly key: KeyExpression;
  readonly keyNode: ts.Node;
  /** A parameter's default: the key is named there, but the value is that of whatever key the caller gives. */
  readonly isDefault?: boolean;
}

/** What a written key says of its site: where it stands, and what expression yields the value. */
export function placeOf(
  { key, keyNode, isDefault = false }: WrittenKey,
  evaluation: ts.Node,
): Pick<ProposedSite, "key" | "keyNode" | "evaluation" | "access"> {
  return isDefault
    ? { key, keyNode, evaluation: keyNode, access: "mention" }
    : { key, keyNode, evaluation };
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
  const written = context.keys.of(node).map((key) => ({ key, keyNode: node }));
  const given = context.keys.defaultOf(node);
  if (given === undefined || isNoKey(unwrap(given))) return written;
  const byDefault = context.keys.of(given).map((key) => ({ key, keyNode: given, isDefault: true }));
  return [...written, ...byDefault];
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
