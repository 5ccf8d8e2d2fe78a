import { ts } from "../compiler.js";
import type { ComponentMatcher } from "../../adapters/model.js";
import { importOf } from "../imports.js";
import type { PlannedMatcher } from "../plan.js";
import { defaultArgumentFrom } from "./arguments.js";
import { keysIn, placeOf } from "./keyArguments.js";
import type { SiteContext } from "./siteContext.js";

type OpeningTag = ts.JsxOpeningElement | ts.JsxSelfClosingElement;

/** `<Feature name="key">`: the key stands in a prop. */
export function collectComponent(node: OpeningTag, context: SiteContext): void {
  const { components } = context.plan;
  if (components.size === 0) return;
  for (const name of namesOf(node.tagName, context)) {
    for (const planned of components.get(name) ?? []) proposeComponent(node, planned, context);
  }
}

/** The component's name as written and, for an import under another name, as exported. */
function namesOf(tag: ts.JsxTagNameExpression, context: SiteContext): ReadonlySet<string> {
  if (ts.isPropertyAccessExpression(tag)) return new Set([tag.name.text]);
  if (!ts.isIdentifier(tag)) return new Set();
  const binding = context.scopes.resolve(tag.text, tag);
  const imported = binding && importOf(binding)?.name;
  return new Set([tag.text, ...(imported && imported !== "default" ? [imported] : [])]);
}

function proposeComponent(node: OpeningTag, planned: PlannedMatcher, context: SiteContext): void {
  const matcher = planned.matcher as ComponentMatcher;
  const value = propValue(node, matcher.key);
  if (value === undefined) return;
  const defaultArgument =
    matcher.default === undefined
      ? undefined
      : defaultArgumentFrom(propValue(node, matcher.default));
  for (const written of keysIn(value, matcher.keyList ?? false, context)) {
    context.propose({
      planned,
      ...placeOf(written, ts.isJsxOpeningElement(node) ? node.parent : node),
      origin: context.origins.of(node.tagName as ts.Expression),
      defaultArgument,
    });
  }
}

function propValue(node: OpeningTag, prop: string): ts.Expression | undefined {
  for (const attribute of node.attributes.properties) {
    if (!ts.isJsxAttribute(attribute) || attribute.name.getText() !== prop) continue;
    const value = attribute.initializer;
    if (value === undefined) return undefined;
    return ts.isJsxExpression(value) ? value.expression : value;
  }
  return undefined;
}
