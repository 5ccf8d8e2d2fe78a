import type { Migration, StageEvidence } from "../migration/model.js";
import { defineRule, type RuleContext } from "./model.js";
import { declaredAt, namesOf } from "./migrationState.js";
import { stages } from "../migration/model.js";
import type { Place } from "../text/span.js";

type MessageId = "readsBeforeWrites" | "writesDropped" | "stageDiffers";

/** A migration whose flags, stage and order do not fit together. */
export const migrationOrder = defineRule<MessageId>({
  id: "migration-order",
  meta: {
    description: "Enforce that a migration's flags move in order and agree with its stage",
    category: "migration",
    scope: "registry",
    defaultSeverity: "error",
    timeTriggered: false,
    needs: "flow",
    messages: {
      readsBeforeWrites:
        'Migration "{{migration}}" reads from {{new}} by flag "{{flag}}" before every write reaches it ({{writes}}); finish the double writing and the backfill first.',
      writesDropped:
        'Migration "{{migration}}" is at "{{stage}}", but flag "{{flag}}" no longer writes everything to {{new}} ({{writes}}); what is read there has gaps.',
      stageDiffers:
        'Migration "{{migration}}" declares the stage "{{stage}}", but its flags are at "{{computed}}" ({{reason}}); set the stage, or the flags.',
    },
  },
  check(context) {
    for (const migration of context.migrations().migrations) {
      checkFlags(context, migration);
      checkStage(context, migration);
    }
  },
});

function checkFlags(context: RuleContext<MessageId>, migration: Migration): void {
  const write = evidenceFor(migration, "write");
  const read = evidenceFor(migration, "read");
  if (write === undefined || read === undefined) return;
  const readsNew = read.share === "some" || read.share === "all";
  const writesSome = write.share === "none" || write.share === "some";
  if (!readsNew || !writesSome) return;
  const isLate = stages.indexOf(migration.declared) >= stages.indexOf("live");
  const role = isLate ? "write" : "read";
  context.report({
    messageId: isLate ? "writesDropped" : "readsBeforeWrites",
    data: { ...namesOf(migration), stage: migration.declared, writes: write.reason },
    place: placeOf(migration, role),
    flagKey: isLate ? write.flagKey : read.flagKey,
    related: [declaredAt(migration)],
  });
}

function checkStage(context: RuleContext<MessageId>, migration: Migration): void {
  const { declared, computed, definition } = migration;
  if (computed === undefined || agrees(migration)) return;
  const place: Place = {
    path: definition.path,
    span: definition.fields.stage ?? definition.keySpan,
  };
  const reason = decisive(migration)?.reason ?? "nothing of the old system is left in the code";
  context.report({
    messageId: "stageDiffers",
    data: { ...namesOf(migration), stage: declared, computed, reason },
    place,
  });
}

function agrees(migration: Migration): boolean {
  const { declared, computed, flags } = migration;
  if (declared === computed) return true;
  // Without a shadow flag only the code knows whether reads are compared.
  const knowsShadow = flags.some(({ role }) => role === "shadow" || role === "stages");
  if (declared === "shadow" && computed === "dualwrite" && !knowsShadow) return true;
  // What is left of the old system is another rule's to say.
  return declared === "complete" && computed === "rampdown";
}

/** The flag that decides the computed stage. */
function decisive(migration: Migration): StageEvidence | undefined {
  if (migration.computed === "complete") return undefined;
  const role =
    migration.computed === "off" || migration.computed === "dualwrite" ? "write" : "read";
  return (
    evidenceFor(migration, migration.computed === "shadow" ? "shadow" : role) ??
    evidenceFor(migration, "stages")
  );
}

function evidenceFor(
  { evidence }: Migration,
  role: StageEvidence["role"],
): StageEvidence | undefined {
  return evidence.find((one) => one.role === role);
}

function placeOf(migration: Migration, role: StageEvidence["role"]): Place {
  const { flags, definition } = migration;
  const found = flags.find((one) => one.role === role);
  return found?.place ?? { path: definition.path, span: definition.keySpan };
}
