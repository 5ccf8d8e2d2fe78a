import { daysBetween, instantOf } from "../registry/dates.js";
import type { Flag } from "../registry/model.js";
import { codeReferences } from "./codeReferences.js";
import { isGone, spellingsOf } from "./flagLife.js";
import { matchesKeyPattern } from "./keyPattern.js";
import type { RuleContext } from "./model.js";
import { isTestFile } from "./testFiles.js";
import { unreadMentions } from "./unreadMentions.js";

/**
 * Whether it is certain that the flag can leave the registry: it is unreferenced, and no code names it in a shape
 * that is not recognised.
 */
export function isUnused(context: RuleContext, flag: Flag): boolean {
  return isUnreferenced(context, flag, []) && unreadMentions(context, flag).length === 0;
}

/**
 * Whether no reference to the flag is left in code, no key built at run time may mean it, no other flag or migration
 * leans on it, production no longer asks for it, and it is not merely new or planned.
 *
 * `ignoredPatterns` are patterns of dynamic reads that the team vouches for.
 */
export function isUnreferenced(
  context: RuleContext,
  flag: Flag,
  ignoredPatterns: readonly string[],
): boolean {
  if (isGone(flag) || flag.lifecycle.status === "planned") return false;
  if (codeReferences(context, flag).length > 0) return false;
  if (flag.lifecycle.keyPatterns.length > 0) return false;
  return (
    !isNew(context, flag) &&
    !context.keysLeanedOn(context.registryOf(flag)).has(flag.key) &&
    !isStillEvaluated(context, flag) &&
    !mayBeReadDynamically(context, flag, ignoredPatterns)
  );
}

/** Flags are often registered before the code that reads them is merged. */
function isNew(context: RuleContext, flag: Flag): boolean {
  return isWithinUnusedDays(context, flag, flag.lifecycle.created);
}

/** Another repository, or a release that is still deployed, asks for the flag. */
function isStillEvaluated(context: RuleContext, flag: Flag): boolean {
  const { productionEnvironments } = context.registryOf(flag).defaults;
  return productionEnvironments.some((name) =>
    isWithinUnusedDays(context, flag, flag.environments.get(name)?.lastEvaluated ?? undefined),
  );
}

function isWithinUnusedDays(context: RuleContext, flag: Flag, iso: string | undefined): boolean {
  const instant = iso === undefined ? undefined : instantOf(iso);
  if (instant === undefined) return false;
  const { unusedAfterDays } = context.registryOf(flag).defaults;
  return daysBetween(instant, context.now.getTime()) < unusedAfterDays;
}

function mayBeReadDynamically(
  context: RuleContext,
  flag: Flag,
  ignoredPatterns: readonly string[],
): boolean {
  return context.index.dynamicReferences.some(
    ({ path, pattern }) =>
      !ignoredPatterns.includes(pattern) &&
      !isTestFile(path) &&
      spellingsOf(flag).some(
        (spelling) =>
          matchesKeyPattern(pattern, spelling) && isReachable(context, flag, spelling, path),
      ),
  );
}

/** Whether the spelling, read in this file, would mean this flag. */
function isReachable(context: RuleContext, flag: Flag, spelling: string, path: string): boolean {
  return context.flagFor(spelling, path) === flag;
}
