import type { Migration, StageEvidence } from "../migration/model.js";
import { defineRule, type RuleContext } from "./model.js";
import { instantOf } from "../registry/dates.js";
import { isJsonArray, propertyOf } from "../text/json.js";
import { declaredAt, namesOf } from "./migrationState.js";
import { stages } from "../migration/model.js";
import type { Place } from "../text/span.js";

type MessageId = "readsBeforeWrites" | "writesDropped" | "gapAfterStop" | "stageDiffers";

const millisecondsPerDay = 86_400_000;

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
      gapAfterStop:
        'Kill switch "{{flag}}" was let go on {{since}}, after the double writing had begun, and {{new}} has missed what was written while it was on; migration "{{migration}}" reads there again before {{soakDays}} days of double writing. Compare or backfill, and note it in `plan` as done.',
      stageDiffers:
        'Migration "{{migration}}" declares the stage "{{stage}}", but its flags are at "{{computed}}" ({{reason}}); set the stage, or the flags.',
    },
  },
  check(context) {
    for (const migration of context.migrations().migrations) {
      checkFlags(context, migration);
      checkGap(context, migration);
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

/**
 * A kill switch that was on for a while leaves a gap in the new system. Reads may come back when the double writing has
 * gone on for the soak time since, or when the plan says that a step was done after it.
 */
function checkGap(context: RuleContext<MessageId>, migration: Migration): void {
  const stop = evidenceFor(migration, "kill-switch");
  const read = evidenceFor(migration, "read");
  const released = stop && releasedOn(stop, migration);
  if (released === undefined || (read?.share !== "some" && read?.share !== "all")) return;
  const { soakDays } = migration.registry.defaults;
  const today = context.now.getTime() / millisecondsPerDay;
  const readAgain = Math.max(released, dayOf(read.since) ?? released);
  if (today - released >= soakDays || readAgain - released >= soakDays) return;
  if (wasMendedSince(migration, released)) return;
  context.report({
    messageId: "gapAfterStop",
    data: { ...namesOf(migration), since: stop?.since?.slice(0, 10) ?? "", soakDays },
    place: placeOf(migration, "kill-switch"),
    ...(stop && { flagKey: stop.flagKey }),
    related: [declaredAt(migration)],
  });
}

/** The day on which a kill switch was let go that had stopped double writing; undefined where it never did. */
function releasedOn(stop: StageEvidence, migration: Migration): number | undefined {
  const released = dayOf(stop.since);
  const begun = dayOf(evidenceFor(migration, "write")?.since);
  const flag = migration.flags.find(({ role }) => role === "kill-switch")?.flag;
  const created = dayOf(flag?.lifecycle.created);
  if (stop.share !== "none" || released === undefined) return undefined;
  if (begun === undefined || created === undefined) return undefined;
  // A switch that was never touched is as old as its flag.
  return released > created + 1 && released > begun ? released : undefined;
}

/** Whether a step of the plan was done on a day or after it. */
function wasMendedSince({ id, registry }: Migration, day: number): boolean {
  const plan = propertyOf(registry.migrations.get(id), "plan");
  if (!isJsonArray(plan)) return false;
  return plan.some((step) => {
    const done = propertyOf(step, "done");
    return typeof done === "string" && (dayOf(done) ?? -1) >= Math.floor(day);
  });
}

/** Days since 1970 in UTC, with the part of the day; undefined for no date. */
function dayOf(date: string | undefined): number | undefined {
  const time = date === undefined ? undefined : instantOf(date);
  return time === undefined ? undefined : time / millisecondsPerDay;
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
