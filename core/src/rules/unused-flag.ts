import type { Flag } from "../registry/model.js";
import { soundFlags } from "./soundFlags.js";
import { referencesOutsideDefinition } from "./codeReferences.js";
import { registryPlace } from "./flagPlaces.js";
import { isUnreferenced } from "./flagUse.js";
import { defineRule, type RuleContext } from "./model.js";
import { stringsOption } from "./options.js";
import { unreadMentions } from "./unreadMentions.js";
import { listWords } from "./wording.js";

type MessageId = "unused" | "testsOnly" | "unrecognised";

/** A flag of the registry that no code names any more. */
export const unusedFlag = defineRule<MessageId>({
  id: "unused-flag",
  meta: {
    description: "Disallow keeping a flag in the registry that no code refers to",
    category: "registry",
    scope: "workspace",
    defaultSeverity: "warn",
    timeTriggered: true,
    optionsSchema: {
      type: "object",
      properties: {
        ignorePatterns: {
          type: "array",
          items: { type: "string" },
          description:
            "Patterns of keys built at run time that are known not to mean unused flags.",
        },
      },
      additionalProperties: false,
    },
    messages: {
      unused:
        'Flag "{{flag}}" has no reference left in the code, so it is safe to archive; archive it in its store and drop this entry.',
      testsOnly:
        'Flag "{{flag}}" is named only in tests ({{files}}), so it is safe to archive; remove it from the tests, archive it and drop this entry.',
      unrecognised:
        'Flag "{{flag}}" has no reference that Halyard recognises, but is named in {{files}}; add a matcher for that shape, or remove what is left and archive the flag.',
    },
  },
  check(context) {
    const ignored = stringsOption(context.options, "ignorePatterns");
    for (const flag of soundFlags(context.registries)) {
      if (!isUnreferenced(context, flag, ignored)) continue;
      const naming = unreadMentions(context, flag);
      if (naming.length === 0) reportUnused(context, flag);
      else if (isDistinctive(flag.key)) {
        const data = { files: listWords(naming, 3) };
        const place = registryPlace(flag);
        context.report({ messageId: "unrecognised", data, place, flagKey: flag.key });
      }
    }
  },
});

function reportUnused(context: RuleContext<MessageId>, flag: Flag): void {
  const inTests = referencesOutsideDefinition(context, flag);
  const files = [...new Set(inTests.map(({ path }) => path))];
  context.report({
    messageId: files.length === 0 ? "unused" : "testsOnly",
    data: { files: listWords(files, 3) },
    place: registryPlace(flag),
    flagKey: flag.key,
    related: inTests.map(({ path, span }) => ({ path, span, message: "Named in a test here." })),
  });
}

/** A key like `demo` is a word of any language; `new-nav` and `newNav` are not. */
function isDistinctive(key: string): boolean {
  return /[\p{L}\p{N}][-_.:/][\p{L}\p{N}]|\p{Ll}\p{Lu}/u.test(key);
}
