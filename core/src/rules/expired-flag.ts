import type { Flag } from "../registry/model.js";
import { dayCount } from "../registry/dates.js";
import { soundFlags } from "./soundFlags.js";
import { lifecyclePlaces, relatedTo } from "./flagPlaces.js";
import { passedExpiry, type Expiry } from "./lifetime.js";
import { defineRule } from "./model.js";
import { stringsOption } from "./options.js";

type MessageId = "pastDate" | "pastMilestone";

/** A flag past the `expires` date or milestone that its registry entry gives. */
export const expiredFlag = defineRule<MessageId>({
  id: "expired-flag",
  meta: {
    description: "Disallow keeping a flag past the `expires` date or milestone it was given",
    category: "lifecycle",
    scope: "file",
    defaultSeverity: "warn",
    timeTriggered: true,
    optionsSchema: {
      type: "object",
      properties: {
        reachedMilestones: {
          type: "array",
          items: { type: "string" },
          description: "Milestones or versions in `expires` that are behind you.",
        },
      },
      additionalProperties: false,
    },
    messages: {
      pastDate:
        'Flag "{{flag}}" expired on {{date}} ({{days}} ago); remove it, or give it a later `expires` in {{registry}}.',
      pastMilestone:
        'Flag "{{flag}}" was to live until "{{milestone}}", which is reached; remove it, or give it a later `expires` in {{registry}}.',
    },
  },
  check(context) {
    const reached = stringsOption(context.options, "reachedMilestones");
    for (const flag of soundFlags(context.registries)) {
      const expiry = passedExpiry(context, flag, reached);
      if (expiry === undefined) continue;
      for (const place of lifecyclePlaces(context, flag, "first-per-file")) {
        context.report({
          ...messageFor(flag, expiry),
          place,
          flagKey: flag.key,
          related: relatedTo(flag, place, "lifecycle.expires"),
        });
      }
    }
  },
});

function messageFor(
  flag: Flag,
  expiry: Expiry,
): { messageId: MessageId; data: Record<string, string> } {
  const registry = flag.definitions[0].path;
  if (expiry.kind === "milestone") {
    return { messageId: "pastMilestone", data: { milestone: expiry.milestone, registry } };
  }
  const data = { date: expiry.date, days: dayCount(expiry.days), registry };
  return { messageId: "pastDate", data };
}
