import picomatch from "picomatch";
import { ts } from "../compiler.js";
import type { OptionMatcher } from "../../adapters/model.js";
import { propertyName, unwrap } from "../nodes.js";
import { keysIn } from "./keyArguments.js";
import type { SiteContext } from "./siteContext.js";

/** What may name an option: a member of an object literal, a prop of a component, a variable that lists keys. */
type OptionHolder = ts.PropertyAssignment | ts.JsxAttribute | ts.VariableDeclaration;

/**
 * A property or prop whose value is a key or a list of keys: `{ path: "/x", flag: "key", notFlag: "other" }`,
 * `<Route flag="key">`, `enabledFlags={["key"]}`; a variable of that name counts where it lists keys.
 */
export function collectOption(node: OptionHolder, context: SiteContext): void {
  if (context.plan.options.size === 0) return;
  const name = nameOf(node);
  if (name === undefined || !context.plan.options.has(name)) return;
  const written = valuesOf(node).flatMap((value) => keysIn(value, true, context));
  for (const planned of context.plan.options.get(name) ?? []) {
    const matcher = planned.matcher as OptionMatcher;
    if (matcher.files && !picomatch.isMatch(context.path, [...matcher.files])) continue;
    const inverted = matcher.invertedProperties?.includes(name) ?? false;
    for (const { key, keyNode } of written) {
      // A value that is no key at all (a flag object, a boolean) is simply another option of the same name.
      if (key.kind === "unknown" || key.kind === "parameter") continue;
      context.propose({
        planned,
        key,
        keyNode,
        evaluation: keyNode,
        origin: { kind: "unknown" },
        access: matcher.access ?? "mention",
        inverted,
        receiverNamed: true,
      });
    }
  }
}

function nameOf({ name }: OptionHolder): string | undefined {
  if (ts.isJsxNamespacedName(name)) return undefined;
  return propertyName(name);
}

/** The values that an option may have; of a variable's only lists, for a plain string may be anything. */
function valuesOf(node: OptionHolder): readonly ts.Expression[] {
  const written = node.initializer;
  const value = written && ts.isJsxExpression(written) ? written.expression : written;
  if (value === undefined) return [];
  const values = armsOf(value);
  return ts.isVariableDeclaration(node)
    ? values.filter((one) => ts.isArrayLiteralExpression(one))
    : values;
}

/** Both arms of a condition and both sides of a fallback (`given ?? ["key"]`). */
function armsOf(expression: ts.Expression): readonly ts.Expression[] {
  const node = unwrap(expression);
  if (ts.isConditionalExpression(node))
    return [...armsOf(node.whenTrue), ...armsOf(node.whenFalse)];
  return ts.isBinaryExpression(node) && isFallback(node.operatorToken.kind)
    ? [...armsOf(node.left), ...armsOf(node.right)]
    : [node];
}

function isFallback(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken;
}
