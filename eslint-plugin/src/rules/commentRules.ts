import { invalidSuppressionId, unusedSuppressionId } from "@halyard/core";
import { mendableRules } from "../service/fixRecords.js";
import type { FileLookups } from "../workspace/fileLookups.js";
import { createRule, type HalyardRule } from "./createRule.js";
import { commonMessages, reportFinding } from "./reportFinding.js";

/** What `halyard-ignore` comments can get wrong, by the id under which the core reports it. */
const descriptions = {
  [invalidSuppressionId]: "Require a rule and a reason in every halyard-ignore comment",
  [unusedSuppressionId]: "Disallow halyard-ignore comments that silence nothing",
};

/** Rules for the comments that silence the others. */
export function commentRules(files: FileLookups): ReadonlyMap<string, HalyardRule> {
  const rules = Object.entries(descriptions).map(([id, description]) => {
    const rule = createRule({
      name: id,
      meta: {
        type: "suggestion",
        docs: { description, category: "comments", appearsWithTime: false },
        messages: commonMessages,
        ...(mendableRules.has(id) && { fixable: "code", hasSuggestions: true }),
        schema: [],
      },
      check(context) {
        const findings = files.findings(id, {}, context);
        if (findings.length === 0) return undefined;
        return () => {
          for (const finding of findings) reportFinding(context, finding, commonMessages);
        };
      },
    });
    return [id, rule] as const;
  });
  return new Map(rules);
}
