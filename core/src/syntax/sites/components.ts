import { ts } from "ts-morph";
import type { ComponentMatcher } from "../../adapters/model.js";
import { importOf } from "../imports.js";
import { defaultArgumentFrom } from "./arguments.js";
import { keysIn } from "./keyArguments.js";
import type { SiteContext } from "./siteContext.js";

/** `<Feature name="key">`: the key stands in a prop. */
export function collectComponent(
  node: ts.JsxOpeningElement | ts.JsxSelfClosingElement,
  context: SiteContext,
): void {
  if (context.plan.components.size === 0) return;
  const tag = node.tagName;
  const last = ts.isIdentifier(tag)
    ? tag.text
    : ts.isPropertyAccessExpression(tag)
      ? tag.name.text
      : undefined;
  if (last === undefined) return;
  const binding = ts.isIdentifier(tag) ? context.scopes.resolve(tag.text, tag) : undefined;
  const imported = binding && importOf(binding)?.name;
  const names = new Set([last, ...(imported && imported !== "default" ? [imported] : [])]);
  for (const name of names) {
    for (const planned of context.plan.components.get(name) ?? []) {
      const matcher = planned.matcher as ComponentMatcher;
      const value = propValue(node, matcher.key);
      if (value === undefined) continue;
      const defaultArgument =
        matcher.default === undefined
          ? undefined
          : defaultArgumentFrom(propValue(node, matcher.default));
      for (const { key, keyNode } of keysIn(value, matcher.keyList ?? false, context)) {
        context.propose({
          planned,
          key,
          keyNode,
          evaluation: ts.isJsxOpeningElement(node) ? node.parent : node,
          origin: context.origins.of(tag as ts.Expression),
          defaultArgument,
        });
      }
    }
  }
}

function propValue(
  node: ts.JsxOpeningElement | ts.JsxSelfClosingElement,
  prop: string,
): ts.Expression | undefined {
  for (const attribute of node.attributes.properties) {
    if (!ts.isJsxAttribute(attribute) || attribute.name.getText() !== prop) continue;
    const value = attribute.initializer;
    if (value === undefined) return undefined;
    return ts.isJsxExpression(value) ? value.expression : value;
  }
  return undefined;
}
