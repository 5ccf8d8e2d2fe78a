import type { Flag, Registry } from "../registry/model.js";
import { soundFlags } from "./soundFlags.js";
import { isGone } from "./flagLife.js";
import { registryPlace } from "./flagPlaces.js";
import { defineRule } from "./model.js";

/** A registry of at least this many flags, none with an owner, gets one finding instead of one per flag. */
const manyFlags = 5;

/** A flag that nobody answers for. */
export const missingOwner = defineRule({
  id: "missing-owner",
  meta: {
    description: "Require every flag to name its owner",
    category: "registry",
    scope: "registry",
    defaultSeverity: "warn",
    timeTriggered: false,
    messages: {
      missing:
        'Flag "{{flag}}" has no owner, so nobody will be asked to remove it; name a person or a team under `owner`.',
      missingEverywhere:
        'None of the {{count}} flags in {{registry}} has an owner, so nobody will be asked to remove them; name a person or a team under `owner` of each, starting with "{{flag}}".',
    },
  },
  check(context) {
    for (const registry of context.registries) {
      const living = livingFlags(registry);
      const ownerless = living.filter(({ lifecycle }) => !lifecycle.owner?.trim());
      const [first] = ownerless;
      if (first !== undefined && ownerless.length === living.length && living.length >= manyFlags) {
        context.report({
          messageId: "missingEverywhere",
          data: { count: living.length, registry: registry.path },
          place: registryPlace(first),
          flagKey: first.key,
        });
        continue;
      }
      for (const flag of ownerless) {
        context.report({
          messageId: "missing",
          place: registryPlace(flag, "lifecycle.owner"),
          flagKey: flag.key,
        });
      }
    }
  },
});

function livingFlags(registry: Registry): readonly Flag[] {
  return soundFlags([registry]).filter(
    (flag) => !isGone(flag) && flag.lifecycle.status !== "removed-from-code",
  );
}
