import picomatch from "picomatch";
import { ts } from "ts-morph";
import type { OptionMatcher } from "../../adapters/model.js";
import { propertyName, unwrap } from "../nodes.js";
import type { SiteContext } from "./siteContext.js";

/** A property whose value is a key: `{ path: "/x", flag: "key", notFlag: "other" }`. */
export function collectOption(node: ts.PropertyAssignment, context: SiteContext): void {
  if (context.plan.options.size === 0) return;
  const name = propertyName(node.name);
  if (name === undefined) return;
  for (const planned of context.plan.options.get(name) ?? []) {
    const matcher = planned.matcher as OptionMatcher;
    if (matcher.files && !picomatch.isMatch(context.path, [...matcher.files])) continue;
    const inverted = matcher.invertedProperties?.includes(name) ?? false;
    const value = unwrap(node.initializer);
    const elements = ts.isArrayLiteralExpression(value) ? value.elements : [value];
    for (const element of elements) {
      for (const key of context.keys.of(element)) {
        // A value that is no key at all (a flag object, a boolean) is simply another option of the same name.
        if (key.kind === "unknown" || key.kind === "parameter") continue;
        context.propose({
          planned,
          key,
          keyNode: element,
          evaluation: element,
          origin: { kind: "unknown" },
          access: "mention",
          inverted,
          receiverNamed: true,
        });
      }
    }
  }
}
