import { allRules } from "@halyard/core";
import type { FileLookups } from "../workspace/fileLookups.js";
import { adaptRule } from "./adaptRule.js";
import { commentRules } from "./commentRules.js";
import type { HalyardRule } from "./createRule.js";
import { validSetup, validSetupId } from "./validSetup.js";

/** Every rule by its name without the plugin's: the core's, those for comments, and the one for the set-up. */
export function rulesOf(files: FileLookups): Readonly<Record<string, HalyardRule>> {
  return Object.fromEntries([
    ...allRules.map((rule) => [rule.id, adaptRule(rule, files)] as const),
    ...commentRules(files),
    [validSetupId, validSetup(files)] as const,
  ]);
}
