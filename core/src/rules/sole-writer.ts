import type { Migration } from "../migration/model.js";
import { defineRule, type RuleContext } from "./model.js";
import {
  callName,
  declaredAt,
  flagOf,
  memberPlace,
  namesOf,
  runsOnlyAt,
  servingCalls,
} from "./migrationState.js";

/** A dual-write flag that has outlived the old write: its branch is the only writer now. */
export const soleWriter = defineRule({
  id: "sole-writer",
  meta: {
    description: "Disallow a dual-write flag around the only write that is left",
    category: "migration",
    scope: "workspace",
    defaultSeverity: "error",
    timeTriggered: false,
    needs: "flow",
    messages: {
      onlyWrite:
        'Flag "{{flag}}" still gates `{{call}}`, the only write that is left in migration "{{migration}}": with the flag off, or removed by its name, nothing is written at all; make the write unconditional before the flag goes.',
    },
  },
  check(context) {
    for (const migration of context.migrations().migrations) {
      if (migration.codeKnown) checkMigration(context, migration);
    }
  },
});

function checkMigration(context: RuleContext<"onlyWrite">, migration: Migration): void {
  const write = flagOf(migration, "write");
  const hadWrites = migration.old.symbols.some(({ operation }) => operation === "write");
  const hasOldWrites = migration.calls.some(
    ({ side, operation }) => side === "old" && operation === "write",
  );
  if (write?.role !== "write" || !hadWrites || hasOldWrites) return;
  for (const call of servingCalls(migration, "new", "write")) {
    if (!runsOnlyAt(call, write)) continue;
    context.report({
      messageId: "onlyWrite",
      data: { ...namesOf(migration), call: callName(call) },
      place: memberPlace(call),
      flagKey: write.flagKey,
      related: [
        ...(call.guards
          .find(({ flagKey }) => flagKey === write.flagKey)
          ?.evaluations.slice(0, 1)
          .map((place) => ({ ...place, message: `"${write.flagKey}" is asked here.` })) ?? []),
        declaredAt(migration),
      ],
    });
  }
}
