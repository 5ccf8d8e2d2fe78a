import type {
  CapabilityCall,
  GuardedCapability,
  Migration,
  MigrationCall,
  MigrationFlag,
} from "../migration/model.js";
import { defineRule, type RelatedPlace, type RuleContext } from "./model.js";
import {
  callName,
  declaredAt,
  flagOf,
  isGuardedAgainst,
  isOver,
  memberPlace,
  namesOf,
  runsOnlyAt,
} from "./migrationState.js";

type MessageId = "noSwitch" | "unguarded" | "beforeJob" | "capability";

/** A call of a new system, or of a guarded capability, that no kill switch can stop. */
export const missingKillSwitch = defineRule<MessageId>({
  id: "missing-kill-switch",
  meta: {
    description: "Require a kill switch around every call of a new system or guarded capability",
    category: "migration",
    scope: "workspace",
    defaultSeverity: "error",
    timeTriggered: false,
    needs: "flow",
    messages: {
      noSwitch:
        'Migration "{{migration}}" has no kill switch, so nothing stops {{new}} at once when it misbehaves; declare one under `killSwitch`.',
      unguarded:
        'This {{operation}} of {{new}} (`{{call}}`) runs even while kill switch "{{flag}}" is on "{{variant}}"; ask the switch first.',
      beforeJob:
        'Kill switch "{{flag}}" is asked when this {{operation}} of {{new}} (`{{call}}`) is queued, not when it runs, so that what waits in the queue is done after the switch is on "{{variant}}"; ask it in the job.',
      capability:
        'This call of "{{capability}}" (`{{call}}`) runs even while kill switch "{{flag}}" is on "{{variant}}"; ask the switch first.',
    },
  },
  check(context) {
    const { migrations, capabilities } = context.migrations();
    for (const migration of migrations) checkMigration(context, migration);
    for (const capability of capabilities) checkCapability(context, capability);
  },
});

function checkMigration(context: RuleContext<MessageId>, migration: Migration): void {
  // Afterwards the switch would stop the only system there is.
  if (isOver(migration)) return;
  const killSwitch = flagOf(migration, "kill-switch");
  if (killSwitch === undefined) {
    // One flag for all stages is a switch itself: its first variant stops the new system.
    if (migration.flags.some(({ role }) => role === "stages")) return;
    const { path, keySpan } = migration.definition;
    const place = { path, span: keySpan };
    context.report({ messageId: "noSwitch", data: namesOf(migration), place });
    return;
  }
  for (const call of migration.calls) {
    if (call.side !== "new" || call.purpose === "check") continue;
    const isEarly = isStoppedEarly(call, killSwitch);
    if ((isStopped(call, killSwitch) && !isEarly) || isRouted(call, migration)) continue;
    context.report({
      messageId: isEarly ? "beforeJob" : "unguarded",
      data: { ...namesOf(migration), ...switchData(call, killSwitch), operation: call.operation },
      place: memberPlace(call),
      flagKey: killSwitch.flagKey,
      related: [...wayTo(call), declaredAt(migration)],
    });
  }
}

function checkCapability(context: RuleContext<MessageId>, capability: GuardedCapability): void {
  const { id, killSwitch, calls, definition } = capability;
  for (const call of calls) {
    if (isStopped({ ...call, operation: "write" }, killSwitch)) continue;
    const { path, keySpan } = definition;
    const declared = { path, span: keySpan, message: `"${id}" is declared as guarded here.` };
    context.report({
      messageId: "capability",
      data: { capability: id, ...switchData(call, killSwitch) },
      place: memberPlace(call),
      flagKey: killSwitch.flagKey,
      related: [...wayTo(call), declared],
    });
  }
}

/** The switch stops the call, need not, or nobody can tell. */
function isStopped(
  call: CapabilityCall,
  { flagKey, flag, variant, stops }: MigrationFlag,
): boolean {
  if (!stops.includes(call.operation) || call.unknown !== undefined) return true;
  if (flag === undefined || variant === undefined) return true;
  return isGuardedAgainst(call, flagKey, variant);
}

/** The switch keeps a write out of the queue, but not the one that is in it; a read that comes late leaves nothing. */
function isStoppedEarly(
  call: CapabilityCall,
  { flagKey, variant = "", stops }: MigrationFlag,
): boolean {
  const guards = call.guards.filter(
    (guard) => guard.flagKey === flagKey && !guard.variants.includes(variant),
  );
  return (
    call.operation === "write" &&
    stops.includes("write") &&
    call.unknown === undefined &&
    guards.length > 0 &&
    guards.every(({ beforeJob }) => beforeJob === true)
  );
}

/** A write that the read flag routes is stopped by turning that flag back. */
function isRouted(call: MigrationCall, migration: Migration): boolean {
  const read = flagOf(migration, "read");
  return call.operation === "write" && read !== undefined && runsOnlyAt(call, read);
}

function switchData(
  call: CapabilityCall,
  { flagKey, variant = "" }: MigrationFlag,
): Record<string, string> {
  return { flag: flagKey, variant, call: callName(call) };
}

/** The functions from where the call is reached without the switch, the nearest first. */
function wayTo({ owner, reachedFrom }: CapabilityCall): RelatedPlace[] {
  return reachedFrom
    .filter(({ id, name }) => id !== owner.id && name !== "" && name !== "(module)")
    .slice(0, 3)
    .map(({ path, nameSpan, name }) => ({
      path,
      span: nameSpan,
      message: `It is reached from \`${name}\`, which does not ask the switch either.`,
    }));
}
