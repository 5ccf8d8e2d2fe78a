import type { Flag } from "../registry/model.js";
import { soundFlags } from "./soundFlags.js";
import { dueRollout, type DueRollout } from "./dueRollout.js";
import { lifecyclePlaces, relatedTo } from "./flagPlaces.js";
import { migrationRoleOf, type MigrationRole } from "./migrationRole.js";
import { defineRule, type RuleContext } from "./model.js";
import { listWords, sinceWords } from "./wording.js";

type MessageId = "rolledOut" | "rolledBack" | "migrationStep" | "keepDiffers";

const migrationSteps: Readonly<Record<MigrationRole["role"], string>> = {
  read: "remove it with the reads of the old system",
  write: "remove it with the writes to the old system",
  shadow: "remove it with the shadow read",
  killSwitch: "remove it",
};

/** A flag that every production environment has answered the same way for the registry's `soakDays`. */
export const rolledOutFlag = defineRule<MessageId>({
  id: "rolled-out-flag",
  meta: {
    description:
      "Disallow reading a flag that production has long answered the same way for everyone",
    category: "lifecycle",
    scope: "file",
    defaultSeverity: "warn",
    timeTriggered: true,
    messages: {
      rolledOut:
        'Flag "{{flag}}" has been "{{variant}}" for everyone in {{environments}}{{since}}; remove it and keep the "{{variant}}" branch.',
      rolledBack:
        'Flag "{{flag}}" is rolled back to "{{variant}}" for everyone in {{environments}}{{since}}; remove it and keep the "{{variant}}" branch.',
      migrationStep:
        'Flag "{{flag}}" has been "{{variant}}" for everyone in {{environments}}{{since}}; take the next step of migration "{{migration}}" and {{step}}.',
      keepDiffers:
        'Flag "{{flag}}" has been "{{variant}}" for everyone in {{environments}}{{since}}, but its registry entry keeps "{{keepVariant}}"; settle which variant stays, then remove the flag.',
    },
  },
  check(context) {
    for (const flag of soundFlags(context.registries)) {
      const due = dueRollout(context, flag);
      if (due === undefined) continue;
      for (const place of lifecyclePlaces(context, flag, "every")) {
        context.report({
          ...messageFor(context, flag, due),
          place,
          flagKey: flag.key,
          related: relatedTo(flag, place),
        });
      }
    }
  },
});

function messageFor(
  context: RuleContext,
  flag: Flag,
  { outcome, variant, verdict }: DueRollout,
): { messageId: MessageId; data: Record<string, string> } {
  const registry = context.registryOf(flag);
  const data = {
    variant,
    environments: listWords(registry.defaults.productionEnvironments),
    since: sinceWords(verdict.since, verdict.days),
  };
  const role = migrationRoleOf(flag, registry);
  if (role !== undefined) {
    const step = migrationSteps[role.role];
    return { messageId: "migrationStep", data: { ...data, migration: role.migration, step } };
  }
  const { keepVariant } = flag.lifecycle;
  if (keepVariant !== undefined && keepVariant !== variant) {
    return { messageId: "keepDiffers", data: { ...data, keepVariant } };
  }
  return { messageId: outcome === "rolled-out" ? "rolledOut" : "rolledBack", data };
}
