import {
  compareText,
  isAbout,
  verdictWords,
  type Finding,
  type Flag,
  type FlagReference,
  type FlagRow,
} from "@halyard/core";
import type { FlagItem } from "../protocol/flags.js";
import type { Project } from "../workspaces/project.js";
import type { Snapshot } from "../workspaces/snapshot.js";

/** A flag's id in every answer: its project and key, so that a restarted server gives the same. */
export function idOf(project: Project, key: string): string {
  return `${project.uriOf("")}#${key}`;
}

/** All that a list shows of a flag. */
export function flagItem(
  project: Project,
  snapshot: Snapshot,
  flag: Flag,
  row: FlagRow,
  withReferences: boolean,
): FlagItem {
  const { analysis } = snapshot;
  const { lifecycle } = flag;
  const verdict = analysis.verdictOf(flag);
  const references = analysis.referencesOf(flag);
  const [definition] = flag.definitions;
  return {
    id: idOf(project, flag.key),
    key: flag.key,
    project: project.uriOf(""),
    type: flag.type,
    valueType: flag.valueType,
    description: flag.description ?? null,
    owner: lifecycle.owner ?? null,
    created: lifecycle.created ?? null,
    expires: lifecycle.permanent === true ? "never" : (lifecycle.expires ?? null),
    ageDays: row.ageDays,
    variants: [...flag.variants.keys()],
    outcome: verdict.outcome,
    winningVariant: verdict.winningVariant ?? null,
    reason: verdict.reason,
    removable: verdict.removable,
    blockers: verdict.blockers,
    verdicts: verdictsOf(snapshot, flag),
    nextStep: row.nextStep,
    migration: lifecycle.migration ?? null,
    links: lifecycle.links.map(({ url, title, rel }) => ({ url, title: title ?? rel ?? null })),
    definition: snapshot.locationOf({ path: definition.path, span: definition.keySpan }),
    counts: { reads: row.reads, overrides: row.overrides, mentions: row.mentions },
    files: filesOf(snapshot, references),
    references: withReferences ? references.map((one) => referenceItem(snapshot, one)) : [],
    findings: findingsOf(snapshot, flag),
  };
}

function verdictsOf({ analysis }: Snapshot, flag: Flag): FlagItem["verdicts"] {
  const production = new Set(analysis.registryOf(flag).defaults.productionEnvironments);
  return analysis.verdictOf(flag).environments.map(({ environment, verdict, reason, since }) => ({
    environment,
    isProduction: production.has(environment),
    verdict: verdictWords(verdict),
    reason,
    since: since ?? null,
  }));
}

function filesOf(snapshot: Snapshot, references: readonly FlagReference[]): FlagItem["files"] {
  const counts = new Map<string, number>();
  for (const { path } of references) counts.set(path, (counts.get(path) ?? 0) + 1);
  return [...counts]
    .sort(([left], [right]) => compareText(left, right))
    .map(([path, count]) => ({ uri: snapshot.uriOf(path), path, count }));
}

function referenceItem(
  snapshot: Snapshot,
  { path, span, access, matcher }: FlagReference,
): FlagItem["references"][number] {
  return { ...snapshot.locationOf({ path, span }), access, matcher };
}

function findingsOf({ analysis }: Snapshot, flag: Flag): FlagItem["findings"] {
  const own = analysis.findings().filter((finding) => isAbout(finding, flag, analysis));
  return severitiesOf(own);
}

/** How many of the findings are errors, and how many warnings. */
export function severitiesOf(findings: readonly Finding[]): { errors: number; warnings: number } {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  return { errors, warnings: findings.length - errors };
}
