import type { Finding } from "../rules/model.js";
import { compareText } from "../text/order.js";
import type { SuppressedFinding } from "./applyComments.js";

/** How many errors of each rule are accepted in each file: path, then rule id, then the count. */
export type BulkSuppressions = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Name of the file that holds them, at the workspace root. */
export const bulkSuppressionsFile = "halyard-suppressions.json";

/**
 * Reads a suppressions file: `{ [path]: { [ruleId]: { "count": n } } }`, the form ESLint has.
 *
 * Returns a sentence instead where the text is anything else.
 */
export function parseBulkSuppressions(text: string): BulkSuppressions | string {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return "The suppressions file is not valid JSON: correct it, or delete it and run with --suppress-all.";
  }
  const files = new Map<string, ReadonlyMap<string, number>>();
  for (const [path, rules] of entriesOf(root) ?? [["", null]]) {
    const counts = new Map<string, number>();
    for (const [ruleId, entry] of entriesOf(rules) ?? [["", null]]) {
      const count = new Map(entriesOf(entry) ?? []).get("count");
      if (typeof count !== "number" || !Number.isInteger(count) || count < 1) {
        return 'The suppressions file must map paths to rules to { "count": n }: delete it and run with --suppress-all.';
      }
      counts.set(ruleId, count);
    }
    files.set(path, counts);
  }
  return files;
}

/** The file's text: keys sorted, two spaces, a final newline, so that a diff shows only what changed. */
export function formatBulkSuppressions(suppressions: BulkSuppressions): string {
  const sorted = <T>(map: ReadonlyMap<string, T>): [string, T][] =>
    [...map].sort(([left], [right]) => compareText(left, right));
  const files = sorted(suppressions).map(([path, rules]) => {
    const counts = sorted(rules).map(
      ([ruleId, count]) => `    ${JSON.stringify(ruleId)}: {\n      "count": ${count}\n    }`,
    );
    return `  ${JSON.stringify(path)}: {\n${counts.join(",\n")}\n  }`;
  });
  return files.length === 0 ? "{}\n" : `{\n${files.join(",\n")}\n}\n`;
}

/** Accepts every present error, or those of the given rules; entries of other rules and files stay. */
export function suppressFindings(
  findings: readonly Finding[],
  suppressions: BulkSuppressions,
  ruleIds?: readonly string[],
): BulkSuppressions {
  const next = copyOf(suppressions);
  for (const [path, counts] of errorCounts(findings)) {
    for (const [ruleId, count] of counts) {
      if (ruleIds !== undefined && !ruleIds.includes(ruleId)) continue;
      const rules = next.get(path) ?? new Map<string, number>();
      next.set(path, rules.set(ruleId, count));
    }
  }
  return next;
}

/** What the suppressions leave, what they silence, and what they allow that no longer occurs. */
export interface AppliedBulkSuppressions {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly unused: BulkSuppressions;
}

/**
 * Silences the errors of a rule in a file while there are no more of them than accepted; with one more, all show,
 * because a count cannot tell the new one. Warnings are never suppressed in bulk. (ESLint's rules.)
 *
 * `isChecked` tells the files that this run looked at: entries of others are neither used nor unused.
 */
export function applyBulkSuppressions(
  findings: readonly Finding[],
  suppressions: BulkSuppressions,
  isChecked: (path: string) => boolean,
): AppliedBulkSuppressions {
  const present = errorCounts(findings);
  const unused = new Map<string, Map<string, number>>();
  for (const [path, rules] of suppressions) {
    if (!isChecked(path)) continue;
    for (const [ruleId, accepted] of rules) {
      const left = accepted - (present.get(path)?.get(ruleId) ?? 0);
      if (left <= 0) continue;
      unused.set(path, (unused.get(path) ?? new Map<string, number>()).set(ruleId, left));
    }
  }
  const kept: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of findings) {
    const { path } = finding.place;
    const accepted = suppressions.get(path)?.get(finding.ruleId) ?? 0;
    const count = present.get(path)?.get(finding.ruleId) ?? 0;
    if (finding.severity === "error" && count <= accepted) {
      suppressed.push({ finding, kind: "external", reason: "" });
    } else kept.push(finding);
  }
  return { findings: kept, suppressed, unused };
}

/** Takes away what is unused and the files that are gone. */
export function pruneBulkSuppressions(
  suppressions: BulkSuppressions,
  unused: BulkSuppressions,
  fileExists: (path: string) => boolean,
): BulkSuppressions {
  const next = new Map<string, Map<string, number>>();
  for (const [path, rules] of suppressions) {
    if (!fileExists(path)) continue;
    const counts = new Map<string, number>();
    for (const [ruleId, count] of rules) {
      const left = count - (unused.get(path)?.get(ruleId) ?? 0);
      if (left > 0) counts.set(ruleId, left);
    }
    if (counts.size > 0) next.set(path, counts);
  }
  return next;
}

function entriesOf(value: unknown): [string, unknown][] | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value);
}

function copyOf(suppressions: BulkSuppressions): Map<string, Map<string, number>> {
  return new Map([...suppressions].map(([path, rules]) => [path, new Map(rules)]));
}

function errorCounts(findings: readonly Finding[]): Map<string, Map<string, number>> {
  const counts = new Map<string, Map<string, number>>();
  for (const { severity, place, ruleId } of findings) {
    if (severity !== "error") continue;
    const rules = counts.get(place.path) ?? new Map<string, number>();
    counts.set(place.path, rules.set(ruleId, (rules.get(ruleId) ?? 0) + 1));
  }
  return counts;
}
