import { flagsOfMigration, isGone, propertyOf } from "@halyard/core";
import { blocked, safe } from "../model.js";
import type { Answer, Subject } from "../model.js";
import { listed } from "../words.js";

/** Whether another flag, or a migration that goes on, leans on the flag. */
export function checkDependents(subject: Subject): Answer {
  const leaning = [...inRegistries(subject), ...inStore(subject)];
  const names = [...new Set(leaning)].sort();
  if (names.length > 0)
    return blocked(`${listed(names)} ${names.length === 1 ? "leans" : "lean"} on it`);
  return safe("no flag and no migration leans on it");
}

function inRegistries({ analysis, flagKey }: Subject): readonly string[] {
  return analysis.registries.flatMap(({ flags, migrations }) => [
    ...[...flags.values()]
      .filter(
        (flag) =>
          !isGone(flag) &&
          flag.key !== flagKey &&
          (flag.lifecycle.guardedBy === flagKey ||
            flag.lifecycle.prerequisites.some((one) => one.flag === flagKey)),
      )
      .map(({ key }) => `flag "${key}"`),
    ...[...migrations]
      .filter(
        ([, block]) =>
          propertyOf(block, "stage") !== "complete" && flagsOfMigration(block).includes(flagKey),
      )
      .map(([id]) => `migration "${id}"`),
  ]);
}

function inStore({ entry }: Subject): readonly string[] {
  if (entry === undefined) return [];
  return [...entry.store.flags.values()]
    .filter(
      (flag) =>
        !isGone(flag) &&
        [
          ...flag.lifecycle.prerequisites,
          ...[...flag.environments.values()].flatMap(({ prerequisites }) => prerequisites ?? []),
        ].some((one) => one.flag === entry.key),
    )
    .map(({ key }) => `flag "${key}"`);
}
