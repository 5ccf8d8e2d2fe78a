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

type MessageId = "noOldPath" | "noOldWrite";

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
      noOldPath:
        'Without {{new}} (`{{call}}`) nothing answers here: the {{operation}} of {{old}} is gone while flag "{{flag}}" of migration "{{migration}}" can still be off ({{reason}}); keep it until the flag has settled.',
      noOldWrite:
        'Only {{new}} is written any more (`{{call}}`) while flag "{{flag}}" of migration "{{migration}}" can still send reads to {{old}} ({{reason}}); keep the old write until the flag has settled.',
    },
  },
  check(context) {
    for (const migration of context.migrations().migrations) {
      if (migration.codeKnown && !isDue(migration) && !isOver(migration)) {
        checkRouted(context, migration);
        checkWrites(context, migration);
      }
    }
  },
});

/** What the read flag sends to the new system needs a path that it can send to the old one. */
function checkRouted(context: RuleContext<MessageId>, migration: Migration): void {
  const read = flagOf(migration, "read");
  if (read === undefined) return;
  for (const operation of ["read", "write"] as const) {
    if (!lists(migration, operation)) continue;
    for (const call of servingCalls(migration, "new", operation)) {
      const isRouted = runsOnlyAt(call, read) && call.unknown === undefined;
      if (isRouted && !hasOldBeside(call, migration)) {
        report(context, migration, call, "noOldPath", read.flagKey);
      }
    }
  }
}

/** In the function, in what it calls or in what calls it, the old system still does the same. */
function hasOldBeside(call: MigrationCall, { seams }: Migration): boolean {
  return seams.some((seam) => seam.new === call && seam.old.purpose === "serve");
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
    // A write that its flag still gates is the sole writer's case, and one that is routed was judged above.
    (call) => (write === undefined || !runsOnlyAt(call, write)) && !runsOnlyAt(call, read),
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
    data: { ...namesOf(migration), operation: call.operation, call: callName(call), reason },
    place: memberPlace(call),
    flagKey,
    related: [declaredAt(migration)],
  });
}
