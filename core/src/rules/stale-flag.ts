import { dayCount } from "../registry/dates.js";
import type { Flag } from "../registry/model.js";
import { soundFlags } from "./soundFlags.js";
import { dueRollout } from "./dueRollout.js";
import { lifecyclePlaces, relatedTo } from "./flagPlaces.js";
import { lifetimeOverage } from "./lifetime.js";
import { defineRule, type RuleContext } from "./model.js";

/** A flag older than flags of its type may get, by the registry's `staleAfterDays`. */
export const staleFlag = defineRule({
  id: "stale-flag",
  meta: {
    description: "Disallow keeping a flag longer than flags of its type may live",
    category: "lifecycle",
    scope: "file",
    defaultSeverity: "warn",
    timeTriggered: true,
    messages: {
      stale:
        'Flag "{{flag}}" is {{age}} old, and {{type}} flags may live {{limit}}; finish its rollout and remove it, or give it an `expires` date in {{registry}}.',
    },
  },
  check(context) {
    for (const flag of soundFlags(context.registries)) {
      const overage = lifetimeOverage(context, flag);
      if (overage === undefined || isSaidBetter(context, flag)) continue;
      const data = {
        age: dayCount(overage.age),
        limit: dayCount(overage.lifetime),
        type: flag.type,
        registry: flag.definitions[0].path,
      };
      for (const place of lifecyclePlaces(context, flag, "first-per-file")) {
        context.report({
          messageId: "stale",
          data,
          place,
          flagKey: flag.key,
          related: relatedTo(flag, place, "lifecycle.created"),
        });
      }
    }
  },
});

/** `rolled-out-flag` also says what to do, so it goes first. */
function isSaidBetter(context: RuleContext, flag: Flag): boolean {
  return context.isEnabled("rolled-out-flag") && dueRollout(context, flag) !== undefined;
}
