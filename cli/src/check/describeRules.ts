import type { HalyardConfig } from "@halyard/core";
import { allRules, compareText } from "@halyard/core";
import { readRulePage } from "../explain/rulePages.js";
import type { CheckOptions } from "./readCheckOptions.js";
import type { ReportedRule } from "./report.js";

/** Every rule as it applies in this run, by id; with its page where a format shows pages (SARIF). */
export function describeRules(
  config: HalyardConfig,
  { severities, outputs }: Pick<CheckOptions, "severities" | "outputs">,
): ReportedRule[] {
  const withHelp = outputs.some(({ format }) => format === "sarif");
  return allRules
    .map(({ id, meta }): ReportedRule => {
      const help = withHelp ? readRulePage(id) : undefined;
      return {
        id,
        description: meta.description,
        category: meta.category,
        severity: severities.get(id) ?? config.rules.get(id)?.severity ?? meta.defaultSeverity,
        ...(help !== undefined && { help }),
      };
    })
    .sort((left, right) => compareText(left.id, right.id));
}
