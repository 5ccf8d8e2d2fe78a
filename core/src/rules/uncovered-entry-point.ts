import type { EntryPoint, Migration, MigrationCall } from "../migration/model.js";
import { defineRule, type RelatedPlace, type RuleContext } from "./model.js";
import {
  callName,
  declaredAt,
  flagOf,
  isAtLeast,
  isOver,
  memberPlace,
  namesOf,
} from "./migrationState.js";
import { hasTwin } from "./twins.js";

type MessageId = "missing" | "unasked" | "undeclared";

/** A way into the old system that no flag of the migration can turn. */
export const uncoveredEntryPoint = defineRule<MessageId>({
  id: "uncovered-entry-point",
  meta: {
    description: "Require that every way into the old system asks the migration's flags",
    category: "migration",
    scope: "workspace",
    defaultSeverity: "error",
    timeTriggered: false,
    needs: "flow",
    messages: {
      missing:
        'Migration "{{migration}}" names the entry point `{{symbol}}`, which the code does not have; correct the name.',
      unasked:
        'Entry point {{owner}} of migration "{{migration}}" reaches {{old}} (`{{call}}`) without asking {{flags}}; ask before choosing the system.',
      undeclared:
        'Migration "{{migration}}" leaves {{owner}} behind: it reaches {{old}} (`{{call}}`) without asking {{flags}}; ask the flag, and list it as an entry point.',
    },
  },
  check(context) {
    for (const migration of context.migrations().migrations) {
      if (!migration.codeKnown) continue;
      for (const entry of migration.entryPoints) checkEntry(context, migration, entry);
    }
  },
});

function checkEntry(
  context: RuleContext<MessageId>,
  migration: Migration,
  { text, declared, site, asks, reaches }: EntryPoint,
): void {
  if (site === undefined) {
    if (declared === undefined || text === undefined || isOver(migration)) return;
    const data = { ...namesOf(migration), symbol: text };
    context.report({ messageId: "missing", data, place: declared });
    return;
  }
  if (asks.length > 0 || !isAtLeast(migration, "dualwrite") || isOver(migration)) return;
  const call = reaches.find((one) => isUncovered(one, migration));
  if (call === undefined) return;
  const entry: RelatedPlace[] =
    declared === undefined ? [] : [{ ...declared, message: "It is declared as an entry point." }];
  context.report({
    messageId: declared === undefined ? "undeclared" : "unasked",
    data: {
      ...namesOf(migration),
      owner: ownerWords(site.name),
      call: callName(call),
      flags: flagWords(migration, call),
    },
    place: declared === undefined ? memberPlace(call) : { path: site.path, span: site.nameSpan },
    related: [
      ...(declared === undefined
        ? []
        : [{ ...memberPlace(call), message: `${migration.old.name} is reached here.` }]),
      ...entry,
      declaredAt(migration),
    ],
  });
}

function ownerWords(name: string): string {
  return name === "" || name === "(module)" ? "the module's own code" : `\`${name}\``;
}

/** A write without its twin is `unmatched-dual-write`'s to say. */
function isUncovered(call: MigrationCall, migration: Migration): boolean {
  if (call.side !== "old" || call.purpose !== "serve" || call.unknown !== undefined) return false;
  return call.operation === "read" || hasTwin(call, migration);
}

function flagWords(migration: Migration, { operation }: MigrationCall): string {
  const flag = flagOf(migration, operation);
  return flag === undefined ? "any flag" : `flag "${flag.flagKey}"`;
}
