import type { Flag, FlagStatus } from "../registry/model.js";
import { soundFlags } from "./soundFlags.js";
import { codeReferences } from "./codeReferences.js";
import { relatedTo } from "./flagPlaces.js";
import { defineRule, type RuleContext } from "./model.js";

type MessageId = "archived" | "deleted" | "removedFromCode" | "absent";

const byStatus: Readonly<Partial<Record<FlagStatus, MessageId>>> = {
  archived: "archived",
  deleted: "deleted",
  "removed-from-code": "removedFromCode",
};

/** A flag that the store no longer answers for, so that every call gets its own default value. */
export const archivedFlagReference = defineRule<MessageId>({
  id: "archived-flag-reference",
  meta: {
    description: "Disallow reading a flag that is archived or deleted in the flag store",
    category: "lifecycle",
    scope: "file",
    defaultSeverity: "error",
    timeTriggered: false,
    tags: ["deprecated"],
    messages: {
      archived:
        'Flag "{{flag}}" is archived, so this read only ever gets its default value; remove it and keep the branch that production needs.',
      deleted:
        'Flag "{{flag}}" is deleted, so this read only ever gets its default value; remove it and keep the branch that production needs.',
      removedFromCode:
        'Flag "{{flag}}" is marked as removed from the code but is still read here; remove this read before the flag is archived, or correct its `status` in {{registry}}.',
      absent:
        'Flag "{{flag}}" does not exist in any environment of its store, so this read only ever gets its default value; create the flag, or remove the read.',
    },
  },
  check(context) {
    for (const flag of soundFlags(context.registries)) {
      const messageId = messageFor(context, flag);
      if (messageId === undefined) continue;
      for (const { access, path, span } of codeReferences(context, flag)) {
        if (access !== "read") continue;
        const place = { path, span };
        context.report({
          messageId,
          data: { registry: flag.definitions[0].path },
          place,
          flagKey: flag.key,
          related: relatedTo(flag, place, "lifecycle.status"),
        });
      }
    }
  },
});

function messageFor(context: RuleContext, flag: Flag): MessageId | undefined {
  const { status } = flag.lifecycle;
  if (status === "planned") return undefined;
  const declared = status === undefined ? undefined : byStatus[status];
  return declared ?? (isAbsentEverywhere(context, flag) ? "absent" : undefined);
}

/** Production environments must be among the ones that lack it: a flag may be missing in a development one. */
function isAbsentEverywhere(context: RuleContext, flag: Flag): boolean {
  const { productionEnvironments } = context.registryOf(flag).defaults;
  const states = [...flag.environments.values()];
  return (
    states.every(({ state }) => state === "ABSENT") &&
    productionEnvironments.length > 0 &&
    productionEnvironments.every((name) => flag.environments.has(name))
  );
}
