import type { Analysis, Severity } from "@halyard/core";

/** Turns the rule on that decides which flags are rolled out, whatever the configuration says. */
export const rolledOutRule: ReadonlyMap<string, Severity> = new Map([["rolled-out-flag", "warn"]]);

/**
 * The keys of the flags that `rolled-out-flag` reports, suppressed findings included. Flags come in the order in which
 * they can go: those that lean on others (prerequisites, guards) before the others, else by key.
 */
export function rolledOutKeys(analysis: Analysis): readonly string[] {
  const accepted = analysis.suppressedFindings().map(({ finding }) => finding);
  const keys = new Set<string>();
  for (const { ruleId, flagKey } of [...analysis.findings(), ...accepted])
    if (ruleId === "rolled-out-flag" && flagKey !== undefined) keys.add(flagKey);
  const needs = new Map<string, ReadonlySet<string>>();
  for (const { key, lifecycle } of analysis.flags()) {
    const guard = lifecycle.guardedBy === undefined ? [] : [lifecycle.guardedBy];
    needs.set(key, new Set([...lifecycle.prerequisites.map(({ flag }) => flag), ...guard]));
  }
  return inOrder([...keys].sort(), needs);
}

function inOrder(
  sorted: readonly string[],
  needs: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  const left = new Set(sorted);
  const ordered: string[] = [];
  while (left.size > 0) {
    const all = [...left];
    const isFree = (key: string): boolean =>
      all.every((other) => other === key || needs.get(other)?.has(key) !== true);
    const next = all.find(isFree) ?? all[0];
    if (next === undefined) break;
    left.delete(next);
    ordered.push(next);
  }
  return ordered;
}
