import { instantOf, isoDay } from "../registry/dates.js";
import type { Tombstone } from "../state/model.js";
import { isGone } from "./flagLife.js";
import { registryPlace } from "./flagPlaces.js";
import { defineRule, type RelatedPlace, type RuleContext } from "./model.js";
import { isTestFile } from "./testFiles.js";

type MessageId = "referenced" | "registered" | "recreated";

/** A key with a tombstone: its flag was archived, and old code may still ask for it. */
export const reusedFlagKey = defineRule<MessageId>({
  id: "reused-flag-key",
  meta: {
    description: "Disallow using a flag key again after its flag was archived",
    category: "lifecycle",
    scope: "workspace",
    defaultSeverity: "error",
    timeTriggered: false,
    messages: {
      referenced:
        'Flag "{{flag}}" was archived on {{day}}, so this read only ever gets its default value; remove it and keep the branch that production needs.',
      registered:
        'Flag "{{flag}}" was archived on {{day}}; take this entry out or set its `status` to "archived", and give a new flag another key: releases that are still deployed ask for this one.',
      recreated:
        'Flag "{{flag}}" was archived on {{day}}, but store "{{store}}" has a living flag of that key again; archive it there, or take this tombstone out if the flag is meant to live.',
    },
  },
  check(context) {
    for (const tombstone of context.stores.tombstones.values()) {
      if (!reportRegistered(context, tombstone)) reportReads(context, tombstone);
      reportRecreated(context, tombstone);
    }
  },
});

/** Whether some registry has the key; an entry that says archived is as it should be. */
function reportRegistered(context: RuleContext<MessageId>, tombstone: Tombstone): boolean {
  const flags = context.registries.flatMap(({ flags: known }) => known.get(tombstone.key) ?? []);
  for (const flag of flags) {
    if (isGone(flag)) continue;
    context.report({ ...told("registered", tombstone), place: registryPlace(flag) });
  }
  return flags.length > 0;
}

function reportReads(context: RuleContext<MessageId>, tombstone: Tombstone): void {
  for (const { path, span, access } of context.index.referencesTo(tombstone.key)) {
    if (access !== "read" || isTestFile(path)) continue;
    if (context.flagFor(tombstone.key, path) !== undefined) continue;
    context.report({ ...told("referenced", tombstone), place: { path, span } });
  }
}

function reportRecreated(context: RuleContext<MessageId>, tombstone: Tombstone): void {
  for (const store of context.stores.stores.values()) {
    const flag = store.flags.get(tombstone.key);
    if (flag === undefined || isGone(flag)) continue;
    if (tombstone.store !== undefined && tombstone.store !== store.name) continue;
    // A state from before the archive proves nothing.
    if ((instantOf(store.syncedAt) ?? 0) < (instantOf(tombstone.archived) ?? 0)) continue;
    const { data, ...report } = told("recreated", tombstone);
    context.report({
      ...report,
      data: { ...data, store: store.name },
      place: tombstone.place,
      related: [],
    });
  }
}

function told(messageId: MessageId, { key, archived, place }: Tombstone) {
  const instant = instantOf(archived);
  const related: RelatedPlace = { ...place, message: `The tombstone of "${key}".` };
  return {
    messageId,
    flagKey: key,
    data: { day: instant === undefined ? archived : isoDay(instant) },
    related: [related],
  };
}
