import { soundFlags } from "./soundFlags.js";
import { referencesOutsideDefinition } from "./codeReferences.js";
import { registryPlace } from "./flagPlaces.js";
import { isUnused } from "./flagUse.js";
import { defineRule } from "./model.js";
import { stringsOption } from "./options.js";
import { listWords } from "./wording.js";

/** A flag of the registry that no code names any more. */
export const unusedFlag = defineRule({
  id: "unused-flag",
  meta: {
    description: "Disallow keeping a flag in the registry that no code refers to",
    category: "registry",
    scope: "workspace",
    defaultSeverity: "warn",
    timeTriggered: true,
    tags: ["unnecessary"],
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
    },
  },
  check(context) {
    const ignored = stringsOption(context.options, "ignorePatterns");
    for (const flag of soundFlags(context.registries)) {
      if (!isUnused(context, flag, ignored)) continue;
      const inTests = referencesOutsideDefinition(context, flag);
      const files = [...new Set(inTests.map(({ path }) => path))];
      context.report({
        messageId: files.length === 0 ? "unused" : "testsOnly",
        data: { files: listWords(files, 3) },
        place: registryPlace(flag),
        flagKey: flag.key,
        related: inTests.map(({ path, span }) => ({
          path,
          span,
          message: "Named in a test here.",
        })),
      });
    }
  },
});
