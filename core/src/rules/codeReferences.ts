import type { FlagReference } from "../reference/model.js";
import type { Flag } from "../registry/model.js";
import { containsSpan } from "../text/span.js";
import type { RuleContext } from "./model.js";
import { byReferencePlace } from "./referenceOrder.js";
import { isTestFile } from "./testFiles.js";

/** The flag's references in order, without those in its own definition (a flag declared as a function). */
export function referencesOutsideDefinition(
  context: RuleContext,
  flag: Flag,
): readonly FlagReference[] {
  return context
    .referencesOf(flag)
    .filter(
      (reference) =>
        !flag.definitions.some(
          ({ path, entrySpan }) =>
            path === reference.path && containsSpan(entrySpan, reference.span),
        ),
    );
}

/** The references in code proper: neither in tests nor in the flag's own definition. */
export function codeReferences(context: RuleContext, flag: Flag): readonly FlagReference[] {
  return referencesOutsideDefinition(context, flag).filter(({ path }) => !isTestFile(path));
}

/** Every read of any flag in code proper, known or not, in order. */
export function readsInCode(context: RuleContext): readonly FlagReference[] {
  return context.index.references
    .filter(({ access, path }) => access === "read" && !isTestFile(path))
    .sort(byReferencePlace);
}

/** The first of each file, given references in order. */
export function firstPerFile(references: readonly FlagReference[]): readonly FlagReference[] {
  return references.filter((reference, i) => references[i - 1]?.path !== reference.path);
}
