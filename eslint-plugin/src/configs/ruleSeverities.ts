import { allRules, invalidSuppressionId, unusedSuppressionId, type Severity } from "@halyard/core";
import { validSetupId } from "../rules/validSetup.js";
import type { ConfiguredRule, Snapshot } from "../service/protocol.js";

/** The configurations that choose rules. */
export type PresetName = "recommended" | "strict" | "migrations" | "all";

/** What a preset would do with a rule that the configuration does not set. */
const presets: Readonly<Record<PresetName, (rule: ConfiguredRule) => Severity>> = {
  recommended: ({ severity }) => severity,
  // A date that passes fails no build unless the configuration says so.
  strict: ({ id, severity }) =>
    severity === "off" ? "off" : isTimeTriggered(id) ? severity : "error",
  migrations: ({ id, severity }) => (isAboutMigrations(id) ? severity : "off"),
  all: ({ severity }) => (severity === "off" ? "warn" : severity),
};

/** Every rule that a preset turns on, with its severity. What `halyard.config.*` says of a rule wins. */
export function ruleSeverities(
  name: PresetName,
  { rules, isBroken }: Snapshot,
): Readonly<Record<string, Exclude<Severity, "off">>> {
  const known = isBroken ? byDefault() : rules;
  const severities: Record<string, Exclude<Severity, "off">> = {};
  for (const rule of known) {
    const isLeftOut = name === "migrations" && !isAboutMigrations(rule.id);
    const severity = rule.isExplicit && !isLeftOut ? rule.severity : presets[name](rule);
    if (severity !== "off") severities[`halyard/${rule.id}`] = severity;
  }
  return {
    ...severities,
    [`halyard/${invalidSuppressionId}`]: "warn",
    [`halyard/${unusedSuppressionId}`]: "warn",
    [`halyard/${validSetupId}`]: "error",
  };
}

function byDefault(): readonly ConfiguredRule[] {
  return allRules.map(({ id, meta }) => ({
    id,
    severity: meta.defaultSeverity,
    isExplicit: false,
  }));
}

function isTimeTriggered(ruleId: string): boolean {
  return allRules.some(({ id, meta }) => id === ruleId && meta.timeTriggered);
}

function isAboutMigrations(ruleId: string): boolean {
  return allRules.some(({ id, meta }) => id === ruleId && meta.category === "migration");
}
