import picomatch from "picomatch";
import { ts } from "ts-morph";
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
  const value = valueOf(node);
  if (name === undefined || value === undefined) return;
  for (const planned of context.plan.options.get(name) ?? []) {
    const matcher = planned.matcher as OptionMatcher;
    if (matcher.files && !picomatch.isMatch(context.path, [...matcher.files])) continue;
    const inverted = matcher.invertedProperties?.includes(name) ?? false;
    for (const { key, keyNode } of keysIn(value, true, context)) {
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

function valueOf(node: OptionHolder): ts.Expression | undefined {
  const value = node.initializer;
  if (value === undefined) return undefined;
  if (ts.isJsxExpression(value)) return value.expression;
  if (ts.isVariableDeclaration(node) && !ts.isArrayLiteralExpression(unwrap(value))) {
    return undefined;
  }
  return value;
}
