import type { Migration, MigrationCall } from "../migration/model.js";
import { defineRule, type RuleContext } from "./model.js";
import {
  callName,
  declaredAt,
  flagOf,
  isDue,
  isOver,
  memberPlace,
  namesOf,
  readEvidence,
  runsOnlyAt,
  servingCalls,
} from "./migrationState.js";

type MessageId = "noOldRead" | "noOldWrite";

/** A way back that is gone from the code while production may still have to take it. */
export const missingRollbackPath = defineRule<MessageId>({
  id: "missing-rollback-path",
  meta: {
    description: "Disallow removing the old system's path while its flag is not settled",
    category: "migration",
    scope: "workspace",
    defaultSeverity: "error",
    timeTriggered: false,
    needs: "flow",
    messages: {
      noOldRead:
        'Without {{new}} (`{{call}}`) nothing answers here: the read of {{old}} is gone while flag "{{flag}}" of migration "{{migration}}" can still be off ({{reason}}); keep it until the flag has settled.',
      noOldWrite:
        'Only {{new}} is written any more (`{{call}}`) while flag "{{flag}}" of migration "{{migration}}" can still send reads to {{old}} ({{reason}}); keep the old write until the flag has settled.',
    },
  },
  check(context) {
    for (const migration of context.migrations().migrations) {
      if (migration.codeKnown && !isDue(migration) && !isOver(migration)) {
        checkReads(context, migration);
        checkWrites(context, migration);
      }
    }
  },
});

function checkReads(context: RuleContext<MessageId>, migration: Migration): void {
  const read = flagOf(migration, "read");
  if (read === undefined || !lists(migration, "read")) return;
  for (const call of servingCalls(migration, "new", "read")) {
    const isRouted = runsOnlyAt(call, read) && call.unknown === undefined;
    if (isRouted && !hasOldBeside(call, migration)) {
      report(context, migration, call, "noOldRead", read.flagKey);
    }
  }
}

/** Elsewhere in the function, or in any function that leads to it, the old system is still read. */
function hasOldBeside(call: MigrationCall, migration: Migration): boolean {
  if (migration.seams.some((seam) => seam.new === call)) return true;
  const ways = new Set(call.reachedFrom.map(({ id }) => id));
  return migration.calls.some(
    (other) =>
      other.side === "old" &&
      other.operation === "read" &&
      other.reachedFrom.some(({ id, name }) => ways.has(id) && name !== "(module)"),
  );
}

function checkWrites(context: RuleContext<MessageId>, migration: Migration): void {
  const read = flagOf(migration, "read");
  const write = flagOf(migration, "write");
  if (read === undefined || !lists(migration, "write")) return;
  const hasOld = migration.calls.some(
    ({ side, operation }) => side === "old" && operation === "write",
  );
  if (hasOld) return;
  const [first] = servingCalls(migration, "new", "write").filter(
    // A write that its flag still gates is the sole writer's case.
    (call) => write === undefined || !runsOnlyAt(call, write),
  );
  if (first !== undefined) report(context, migration, first, "noOldWrite", read.flagKey);
}

/** Whether the registry says how the old system is used; otherwise nothing is missing. */
function lists({ old }: Migration, operation: "read" | "write"): boolean {
  return old.symbols.some((one) => one.operation === operation);
}

function report(
  context: RuleContext<MessageId>,
  migration: Migration,
  call: MigrationCall,
  messageId: MessageId,
  flagKey: string,
): void {
  const reason = readEvidence(migration)?.reason ?? "its state is not known";
  context.report({
    messageId,
    data: { ...namesOf(migration), call: callName(call), reason },
    place: memberPlace(call),
    flagKey,
    related: [declaredAt(migration)],
  });
}
