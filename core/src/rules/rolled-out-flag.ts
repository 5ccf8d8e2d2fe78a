import type { Flag, Registry } from "../registry/model.js";
import type { FlagVerdict } from "../verdict/model.js";
import { soundFlags } from "./soundFlags.js";
import { dueRollout, type DueRollout } from "./dueRollout.js";
import { lifecyclePlaces, relatedTo } from "./flagPlaces.js";
import { migrationRoleOf, type MigrationRole } from "./migrationRole.js";
import { defineRule, type RuleContext } from "./model.js";
import { listWords, sinceWords } from "./wording.js";

type MessageId = "rolledOut" | "rolledBack" | "migrationStep" | "keepDiffers" | "leanedOn";

const migrationSteps: Readonly<Record<MigrationRole["role"], string>> = {
  staged: "remove it with the old system's side",
  read: "remove it with the old system's branch",
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
        'Flag "{{flag}}" has been {{served}}; remove it and keep the "{{branch}}" branch (`halyard remove {{flag}}`).',
      rolledBack:
        'Flag "{{flag}}" is rolled back: it has been {{served}}; remove it and keep the "{{branch}}" branch (`halyard remove {{flag}}`).',
      migrationStep:
        'Flag "{{flag}}" has been {{served}}; take the next step of migration "{{migration}}" and {{step}}.',
      keepDiffers:
        'Flag "{{flag}}" has been {{served}}, but its registry entry keeps "{{keepVariant}}"; settle which variant stays, then remove the flag.',
      leanedOn:
        'Flag "{{flag}}" has been {{served}}; it can be removed once nothing leans on it ({{blockers}}).',
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
  const { keepVariant } = flag.lifecycle;
  const data = { served: servedWords(registry, flag, verdict), branch: branchOf(flag, variant) };
  const role = migrationRoleOf(flag, registry);
  if (role !== undefined) {
    const step = migrationSteps[role.role];
    return { messageId: "migrationStep", data: { ...data, migration: role.migration, step } };
  }
  if (keepVariant !== undefined && keepVariant !== variant) {
    return { messageId: "keepDiffers", data: { ...data, keepVariant } };
  }
  if (verdict.blockers.length > 0) {
    return { messageId: "leanedOn", data: { ...data, blockers: listWords(verdict.blockers) } };
  }
  return { messageId: outcome === "rolled-out" ? "rolledOut" : "rolledBack", data };
}

/** `on for everyone in production since 2026-08-01 (113 days)`. */
function servedWords(registry: Registry, flag: Flag, verdict: FlagVerdict): string {
  const { productionEnvironments } = registry.defaults;
  const declared = productionEnvironments.filter((name) => flag.environments.has(name));
  const where = declared.length === 0 ? "" : ` in ${listWords(declared)}`;
  const { winningValue: value, winningVariant = "", since, days } = verdict;
  const what = typeof value === "boolean" ? (value ? "on" : "off") : `"${winningVariant}"`;
  return `${what} for everyone${where}${sinceWords(since, days)}`;
}

/** A boolean flag's branches are called on and off, whatever its variants are called. */
function branchOf(flag: Flag, variant: string): string {
  const value = flag.variants.get(variant);
  return typeof value === "boolean" ? (value ? "on" : "off") : variant;
}
