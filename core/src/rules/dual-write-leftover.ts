import type { Migration, MigrationCall, MigrationWrapper } from "../migration/model.js";
import { containsSpan, type Place } from "../text/span.js";
import { defineRule, type RelatedPlace, type RuleContext } from "./model.js";
import {
  callName,
  declaredAt,
  dueSince,
  flagOf,
  isDue,
  isGuardedAgainst,
  memberPlace,
  namesOf,
} from "./migrationState.js";

type MessageId = "dead" | "oldWrite" | "sync" | "shadowRead" | "comparison" | "wrapper";

/** Code that only the move needed, when the move is over. */
export const dualWriteLeftover = defineRule<MessageId>({
  id: "dual-write-leftover",
  meta: {
    description: "Disallow code of the old system after every read has long gone to the new one",
    category: "migration",
    scope: "workspace",
    defaultSeverity: "warn",
    timeTriggered: true,
    needs: "flow",
    tags: ["unnecessary"],
    messages: {
      dead: 'Migration "{{migration}}" has sent nobody to {{old}}{{since}}, so this {{operation}} (`{{call}}`) is dead; remove it with flag "{{flag}}".',
      oldWrite:
        'Nobody reads from {{old}} any more in migration "{{migration}}"{{since}}, but it is still written (`{{call}}`); remove the write{{order}}.',
      sync: 'Migration "{{migration}}" reads from {{new}} alone{{since}}, but the two systems are still kept alike (`{{call}}`); remove the synchronisation.',
      shadowRead:
        'Migration "{{migration}}" reads from {{new}} alone{{since}}, but both systems are still read and compared (`{{call}}`); remove the comparison.',
      comparison:
        'Migration "{{migration}}" reads from {{new}} alone{{since}}, but `{{call}}` still compares the two systems; remove it with {{old}}.',
      wrapper:
        'Migration "{{migration}}" reads from {{new}} alone{{since}}, but `{{call}}` still takes both sides; replace it with the code of the new side.',
    },
  },
  check(context) {
    for (const migration of context.migrations().migrations) {
      if (migration.codeKnown && isDue(migration)) checkMigration(context, migration);
    }
  },
});

function checkMigration(context: RuleContext<MessageId>, migration: Migration): void {
  const data = { ...namesOf(migration), since: dueSince(migration) };
  const wrappers = migration.wrappers.filter((one) => hasOldSide(one));
  for (const wrapper of wrappers) {
    context.report({
      messageId: "wrapper",
      data: { ...data, call: wrapper.name },
      place: calleePlace(wrapper, context),
      related: [declaredAt(migration)],
    });
  }
  const compared = new Set<string>();
  for (const call of migration.calls) {
    const messageId = messageFor(call, migration);
    if (messageId === undefined || wrappers.some((one) => isWithin(call, one))) continue;
    if (messageId === "comparison") {
      if (compared.has(call.owner.id)) continue;
      compared.add(call.owner.id);
    }
    context.report({
      messageId,
      data: {
        ...data,
        operation: call.operation,
        call: messageId === "comparison" ? call.owner.name : callName(call),
        order: orderWords(migration),
      },
      place: messageId === "comparison" ? ownerPlace(call) : memberPlace(call),
      ...flagKeyOf(call, migration),
      related: [...otherHalf(call, migration), declaredAt(migration)],
    });
  }
}

function messageFor(call: MigrationCall, migration: Migration): MessageId | undefined {
  switch (call.purpose) {
    case "sync":
      return "sync";
    case "check":
      return "comparison";
    case "shadow":
      return "shadowRead";
    case "serve":
      if (call.side === "new" || call.unknown === "either-system") return undefined;
      if (call.operation === "write" && !isRoutedAway(call, migration)) return "oldWrite";
      // A read that no flag ever routed is alive; it is an entry point that was forgotten.
      return isForgotten(call, migration) ? undefined : "dead";
  }
}

/** The other side of the read flag, or of a write or stage flag that serves everyone: nothing comes here any more. */
function isRoutedAway(call: MigrationCall, migration: Migration): boolean {
  return (
    isBehind(call, migration, "read") ||
    (isSettled(migration, "write") && isBehind(call, migration, "write")) ||
    isPastStage(call, migration)
  );
}

/** Whether a call runs only while the flag of a role does not serve the role's variant. */
function isBehind(call: MigrationCall, migration: Migration, role: "read" | "write"): boolean {
  const flag = flagOf(migration, role);
  return flag?.variant !== undefined && isGuardedAgainst(call, flag.flagKey, flag.variant);
}

function isSettled({ evidence }: Migration, role: "write"): boolean {
  return evidence.some((one) => one.role === role && one.share === "all" && one.soaked);
}

/** Whether a call runs only at stages that production has left for good. */
function isPastStage({ guards }: MigrationCall, { flags, evidence }: Migration): boolean {
  const staged = flags.find(({ role }) => role === "stages");
  const now = evidence.find(({ role }) => role === "stages");
  if (staged === undefined || now?.stage === undefined || !now.soaked) return false;
  return guards.some(
    ({ flagKey, variants }) =>
      flagKey === staged.flagKey &&
      variants.every((variant) => staged.stageOf.get(variant) !== now.stage),
  );
}

function isForgotten(call: MigrationCall, { entryPoints }: Migration): boolean {
  return entryPoints.some(({ asks, reaches }) => asks.length === 0 && reaches.includes(call));
}

/** Reads go first: a write that is gone while somebody still reads loses data. */
function orderWords(migration: Migration): string {
  const hasReads = migration.calls.some(
    ({ side, operation, purpose }) => side === "old" && operation === "read" && purpose === "serve",
  );
  return hasReads ? " once the reads are gone" : "";
}

function flagKeyOf(call: MigrationCall, migration: Migration): { flagKey?: string } {
  const read = flagOf(migration, "read");
  const isRouted =
    call.operation === "read" ||
    (read?.variant !== undefined && isGuardedAgainst(call, read.flagKey, read.variant));
  const flag = isRouted ? read : flagOf(migration, "write");
  return flag === undefined ? {} : { flagKey: flag.flagKey };
}

function ownerPlace({ owner }: MigrationCall): Place {
  return { path: owner.path, span: owner.nameSpan };
}

function otherHalf(call: MigrationCall, { seams, new: next }: Migration): RelatedPlace[] {
  const seam = seams.find(({ old }) => old === call);
  if (seam === undefined) return [];
  return [{ ...memberPlace(seam.new), message: `${next.name} is used here; this stays.` }];
}

/** The function's name alone: most of the call stays in another form. */
function calleePlace({ place, name }: MigrationWrapper, context: RuleContext<MessageId>): Place {
  const at = context.textOf(place)?.indexOf(name) ?? -1;
  if (name === "" || at < 0) return place;
  const start = place.span.start + at;
  return { path: place.path, span: { start, end: start + name.length } };
}

function hasOldSide({ sides }: MigrationWrapper): boolean {
  return sides.some(({ side }) => side === "old");
}

function isWithin({ place }: MigrationCall, wrapper: MigrationWrapper): boolean {
  return place.path === wrapper.place.path && containsSpan(wrapper.place.span, place.span);
}
