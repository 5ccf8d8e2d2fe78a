import type { Analysis } from "@halyard/core";
import { isAbout, verdictWords } from "@halyard/core";
import { z } from "zod";
import { placeText } from "../../output/place.js";
import { answer, complaint, defineTool } from "../tool.js";

/** `explain_flag`: everything known of one flag, and why its verdict is what it is. */
export const explainFlag = defineTool({
  name: "explain_flag",
  title: "Explain a feature flag",
  description:
    "Explain one feature flag: its life in the registry, its verdict in each environment with the reason, whether it " +
    "may be removed and what blocks that, its findings, and every place in the code that refers to it.",
  input: z.object({ flagKey: z.string().min(1).describe("The flag's key, or an alias of it") }),
  readOnly: true,
  run: async ({ flagKey }, call) => {
    const opened = await call.open();
    if (!opened.ok) return complaint(opened.message);
    const { analysis } = opened.value;
    const flags = analysis
      .flags()
      .filter(({ key, lifecycle }) => key === flagKey || lifecycle.aliases.includes(flagKey));
    const references = analysis.index.referencesTo(flagKey);
    if (flags.length === 0 && references.length === 0) {
      return complaint(
        "No registry and no code knows a flag of this key: call list_flags to see them all.",
      );
    }
    if (flags.length === 0) {
      return answer({ flagKey, registered: false, references: references.map(at(analysis)) });
    }
    return answer({ flagKey, flags: flags.map((flag) => described(analysis, flag)) });
  },
});

function described(analysis: Analysis, flag: ReturnType<Analysis["flags"]>[number]): object {
  const { outcome, reason, winningVariant, removable, blockers, environments } =
    analysis.verdictOf(flag);
  const [definition] = flag.definitions;
  return {
    key: flag.key,
    type: flag.type,
    description: flag.description,
    lifecycle: flag.lifecycle,
    declaredAt: placeText(analysis, { path: definition.path, span: definition.keySpan }),
    verdict: {
      outcome,
      reason,
      winningVariant,
      removable,
      blockers,
      environments: environments.map(({ environment, verdict, since, reason: why }) => ({
        environment,
        verdict: verdictWords(verdict),
        since,
        reason: why,
      })),
    },
    findings: analysis
      .findings()
      .filter((finding) => isAbout(finding, flag, analysis))
      .map(({ ruleId, severity, message, place }) => ({
        ruleId,
        severity,
        message,
        at: placeText(analysis, place),
      })),
    references: analysis.referencesOf(flag).map(at(analysis)),
  };
}

function at(
  analysis: Analysis,
): (reference: ReturnType<Analysis["referencesOf"]>[number]) => object {
  return (reference) => ({
    access: reference.access,
    matcher: reference.matcher,
    at: placeText(analysis, reference),
  });
}
