import { dayCount, instantOf, isoDay } from "../registry/dates.js";
import type { Flag, Registry } from "../registry/model.js";
import { soundFlags } from "./soundFlags.js";
import { dueRollout } from "./dueRollout.js";
import { isGone, isLasting } from "./flagLife.js";
import { registryPlace } from "./flagPlaces.js";
import { lifetimeOverage } from "./lifetime.js";
import { defineRule, type RuleContext } from "./model.js";
import { booleanOption } from "./options.js";

type MessageId = "missing" | "missingWithLifetime" | "missingEverywhere";

/** A registry of at least this many temporary flags, none with an expiry, gets one finding instead of one per flag. */
const manyFlags = 5;
const dayLength = 86_400_000;

/** A temporary flag that does not say when it ends. */
export const missingExpiry = defineRule<MessageId>({
  id: "missing-expiry",
  meta: {
    description: "Require every temporary flag to say when it expires",
    category: "registry",
    scope: "registry",
    defaultSeverity: "warn",
    timeTriggered: false,
    optionsSchema: {
      type: "object",
      properties: {
        acceptCreated: {
          type: "boolean",
          description: "Take a `created` date as enough: the type's lifetime then ends the flag.",
        },
      },
      additionalProperties: false,
    },
    messages: {
      missing:
        'Flag "{{flag}}" is temporary but has no `expires`, so nothing will remind anyone to remove it; give it a date, or "never" if it is meant to stay.',
      missingWithLifetime:
        'Flag "{{flag}}" is temporary but has no `expires`; give it a date ({{type}} flags may live {{limit}}, which is until {{until}}), or "never" if it is meant to stay.',
      missingEverywhere:
        'None of the {{count}} temporary flags in {{registry}} has an `expires`, so nothing will remind anyone to remove them; give each a date, starting with "{{flag}}".',
    },
  },
  check(context) {
    const acceptCreated = booleanOption(context.options, "acceptCreated");
    for (const registry of context.registries) {
      const temporary = soundFlags([registry]).filter((flag) => isTemporary(flag, registry));
      const endless = temporary.filter(
        ({ lifecycle }) =>
          lifecycle.expires === undefined && !(acceptCreated && lifecycle.created !== undefined),
      );
      if (endless.length === temporary.length && endless.length >= manyFlags) {
        reportOnce(context, registry, endless);
      } else for (const flag of endless) reportOne(context, registry, flag);
    }
  },
});

function isTemporary(flag: Flag, registry: Registry): boolean {
  const { status } = flag.lifecycle;
  return !isGone(flag) && status !== "removed-from-code" && !isLasting(flag, registry);
}

function reportOnce(
  context: RuleContext<MessageId>,
  registry: Registry,
  flags: readonly Flag[],
): void {
  const [first] = flags;
  if (first === undefined) return;
  const data = { count: flags.length, registry: registry.path };
  const place = registryPlace(first);
  context.report({ messageId: "missingEverywhere", data, place, flagKey: first.key });
}

/** Says nothing of a flag that is due for removal already: a new date is not what it needs. */
function reportOne(context: RuleContext<MessageId>, registry: Registry, flag: Flag): void {
  if (lifetimeOverage(context, flag) !== undefined || dueRollout(context, flag) !== undefined)
    return;
  const limit = registry.defaults.staleAfterDays[flag.type];
  const created =
    flag.lifecycle.created === undefined ? undefined : instantOf(flag.lifecycle.created);
  const place = registryPlace(flag);
  if (limit === null || created === undefined) {
    context.report({ messageId: "missing", place, flagKey: flag.key });
    return;
  }
  const until = isoDay(created + limit * dayLength);
  const data = { type: flag.type, limit: dayCount(limit), until };
  context.report({ messageId: "missingWithLifetime", data, place, flagKey: flag.key });
}
