import type { Analysis } from "../analysis/analysis.js";
import type { FlagReference } from "../reference/model.js";
import { daysBetween, instantOf } from "../registry/dates.js";
import type { Flag } from "../registry/model.js";
import type { Finding } from "../rules/model.js";
import { compareText } from "../text/order.js";
import type { FlagVerdict } from "../verdict/model.js";
import type { NextStep } from "./nextStep.js";
import { nextStepOf } from "./nextStep.js";

/** One line about a flag: what it is, what it answers, and what to do next. */
export interface FlagRow {
  readonly flagKey: string;
  readonly type: string;
  readonly owner: string | null;
  /** Whole UTC days since the flag was created; null where the registry does not say. */
  readonly ageDays: number | null;
  /** In words such as `constant(on)`, by environment, in the registry's order. */
  readonly verdicts: readonly { readonly environment: string; readonly verdict: string }[];
  readonly outcome: FlagVerdict["outcome"];
  readonly reads: number;
  readonly overrides: number;
  readonly mentions: number;
  /** Files with a reference, sorted. */
  readonly files: readonly string[];
  readonly nextStep: NextStep;
  /** The file that declares it. */
  readonly registry: string;
}

/** Every flag, those that need action first, then by key. */
export function flagRows(analysis: Analysis): FlagRow[] {
  const findings = new Map<string, Finding[]>();
  // What someone has accepted for now is still the flag's next step.
  const accepted = analysis.suppressedFindings().map(({ finding }) => finding);
  for (const finding of [...analysis.findings(), ...accepted]) {
    if (finding.flagKey === undefined) continue;
    findings.set(finding.flagKey, [...(findings.get(finding.flagKey) ?? []), finding]);
  }
  return analysis
    .flags()
    .map((flag) => toRow(flag, analysis, findings.get(flag.key) ?? []))
    .sort(
      (left, right) =>
        left.nextStep.urgency - right.nextStep.urgency ||
        compareText(left.flagKey, right.flagKey) ||
        compareText(left.registry, right.registry),
    );
}

function toRow(flag: Flag, analysis: Analysis, findings: readonly Finding[]): FlagRow {
  const references = analysis.referencesOf(flag);
  const verdict = analysis.verdictOf(flag);
  const count = (access: FlagReference["access"]): number =>
    references.filter((reference) => reference.access === access).length;
  const own = findings.filter((finding) => isAbout(finding, flag, analysis));
  const created =
    flag.lifecycle.created === undefined ? undefined : instantOf(flag.lifecycle.created);
  return {
    flagKey: flag.key,
    type: flag.type,
    owner: flag.lifecycle.owner ?? null,
    ageDays: created === undefined ? null : daysBetween(created, analysis.now.getTime()),
    verdicts: verdict.environments.map(({ environment, verdict: given }) => ({
      environment,
      verdict: verdictWords(given),
    })),
    outcome: verdict.outcome,
    reads: count("read"),
    overrides: count("override"),
    mentions: count("mention"),
    files: [...new Set(references.map(({ path }) => path))].sort(compareText),
    nextStep: nextStepOf({ flag, registry: analysis.registryOf(flag), verdict, findings: own }),
    registry: flag.definitions[0].path,
  };
}

/** Two registries may have a flag of the same key; the place of a finding tells which one it speaks of. */
export function isAbout({ place, flagKey }: Finding, flag: Flag, analysis: Analysis): boolean {
  if (flagKey !== flag.key) return false;
  const isDefinition = flag.definitions.some(({ path }) => path === place.path);
  return isDefinition || analysis.flagFor(flagKey, place.path) === flag;
}

/** `constant(on)`, `constant-if(userId)`, `partial`, `unknown`; `default` stands for the code's own default value. */
export function verdictWords(verdict: FlagVerdict["environments"][number]["verdict"]): string {
  switch (verdict.kind) {
    case "constant":
      return `constant(${verdict.variant ?? "default"})`;
    case "constant-if":
      return `constant-if(${verdict.needs.join(", ")})`;
    default:
      return verdict.kind;
  }
}
