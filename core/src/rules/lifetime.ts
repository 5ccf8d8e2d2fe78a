import { daysBetween, instantOf } from "../registry/dates.js";
import type { Flag } from "../registry/model.js";
import { isGone, isLasting } from "./flagLife.js";
import type { RuleContext } from "./model.js";

/** A flag's `expires` that has passed. */
export type Expiry =
  | { readonly kind: "date"; readonly date: string; readonly days: number }
  | { readonly kind: "milestone"; readonly milestone: string };

/** The flag's expiry, if it has passed. `expires` is the last day the flag may live, as a UTC calendar day. */
export function passedExpiry(
  context: RuleContext,
  flag: Flag,
  reachedMilestones: readonly string[],
): Expiry | undefined {
  const { expires, permanent } = flag.lifecycle;
  if (expires === undefined || expires === "never" || permanent === true || isGone(flag)) {
    return undefined;
  }
  const instant = instantOf(expires);
  if (instant === undefined) {
    return reachedMilestones.includes(expires)
      ? { kind: "milestone", milestone: expires }
      : undefined;
  }
  const days = daysBetween(instant, context.now.getTime());
  return days > 0 ? { kind: "date", date: expires.slice(0, 10), days } : undefined;
}

/** How far a flag has outlived its type's lifetime, in whole UTC days. */
export interface Overage {
  readonly age: number;
  readonly limit: number;
}

/** The age of a flag past its type's lifetime. A flag with an `expires` of its own lives by that instead. */
export function lifetimeOverage(context: RuleContext, flag: Flag): Overage | undefined {
  const registry = context.registryOf(flag);
  const { created, expires } = flag.lifecycle;
  if (isGone(flag) || isLasting(flag, registry) || expires !== undefined) return undefined;
  const limit = registry.defaults.staleAfterDays[flag.type];
  const instant = created === undefined ? undefined : instantOf(created);
  if (limit === null || instant === undefined) return undefined;
  const age = daysBetween(instant, context.now.getTime());
  return age > limit ? { age, limit } : undefined;
}
