import type { Migration, MigrationCall } from "../migration/model.js";
import { defineRule, type RelatedPlace, type RuleContext } from "./model.js";
import {
  callName,
  declaredAt,
  flagOf,
  isAtLeast,
  isDue,
  isOver,
  memberPlace,
  namesOf,
  runsOnlyAt,
  servingCalls,
} from "./migrationState.js";
import { hasTwin, twinOf } from "./twins.js";

/** A write of the old system that the new one never hears of. */
export const unmatchedDualWrite = defineRule({
  id: "unmatched-dual-write",
  meta: {
    description: "Require that every write of the old system has its twin on the new one",
    category: "migration",
    scope: "workspace",
    defaultSeverity: "error",
    timeTriggered: false,
    needs: "flow",
    messages: {
      noTwin:
        'This write of {{old}} (`{{call}}`) has no twin on {{new}} in migration "{{migration}}", so the two drift apart; write {{twin}} as well.',
    },
  },
  check(context) {
    for (const migration of context.migrations().migrations) {
      const isWriting = isAtLeast(migration, "dualwrite") && !isOver(migration);
      if (migration.codeKnown && isWriting && !isDue(migration)) checkMigration(context, migration);
    }
  },
});

function checkMigration(context: RuleContext<"noTwin">, migration: Migration): void {
  const writesNew = servingCalls(migration, "new", "write");
  // Where nothing at all is written twice, data moves in some other way: a replication, a stream, a job.
  if (!migration.seams.some(({ operation }) => operation === "write")) return;
  for (const call of servingCalls(migration, "old", "write")) {
    if (call.unknown !== undefined || isRouted(call, migration)) continue;
    if (hasTwin(call, migration)) continue;
    const twin = twinOf(call.symbol, migration.old, migration.new);
    context.report({
      messageId: "noTwin",
      data: {
        ...namesOf(migration),
        call: callName(call),
        twin: twin === undefined ? "it there" : `\`${twin.member ?? twin.name}\` there`,
      },
      place: memberPlace(call),
      related: [...matchedElsewhere(writesNew, migration), declaredAt(migration)],
    });
  }
}

/** Runs only while the read flag sends traffic to the old system: the new one has its own branch. */
function isRouted(call: MigrationCall, migration: Migration): boolean {
  const read = flagOf(migration, "read");
  const write = flagOf(migration, "write");
  const byRead = read !== undefined && call.guards.some(({ flagKey }) => flagKey === read.flagKey);
  return byRead || (write !== undefined && runsOnlyAt(call, write));
}

function matchedElsewhere(
  writes: readonly MigrationCall[],
  { new: next, seams }: Migration,
): RelatedPlace[] {
  const twin = writes.find((call) => seams.some((seam) => seam.new === call));
  return twin === undefined
    ? []
    : [{ ...memberPlace(twin), message: `Here ${next.name} is written as well.` }];
}
