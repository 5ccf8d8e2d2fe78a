import type { Flag } from "../registry/model.js";
import { judgeAge, type AgeVerdict } from "../verdict/judgeAge.js";
import { isGone, isLasting } from "./flagLife.js";
import type { RuleContext } from "./model.js";

/** A flag's `expires` that has passed; `days` are whole UTC days. */
export type Expiry =
  | { readonly kind: "date"; readonly date: string; readonly days: number }
  | { readonly kind: "milestone"; readonly milestone: string };

/** The flag's expiry, if it has passed. `expires` is the last day the flag may live; only the team knows milestones. */
export function passedExpiry(
  context: RuleContext,
  flag: Flag,
  reachedMilestones: readonly string[],
): Expiry | undefined {
  const { expires, permanent } = flag.lifecycle;
  if (expires === undefined || permanent === true || isGone(flag)) return undefined;
  const { expiry, daysOver } = judgeAge(flag, context.registryOf(flag), context.now);
  if (expiry === "unknown" && reachedMilestones.includes(expires)) {
    return { kind: "milestone", milestone: expires };
  }
  if (expiry !== "passed" || daysOver === undefined) return undefined;
  return { kind: "date", date: expires.slice(0, 10), days: daysOver };
}

/** How far a flag is past its type's lifetime, if it is. A flag with an `expires` of its own lives by that instead. */
export function lifetimeOverage(context: RuleContext, flag: Flag): AgeVerdict["stale"] {
  const registry = context.registryOf(flag);
  if (isGone(flag) || isLasting(flag, registry)) return undefined;
  if (flag.lifecycle.expires !== undefined) return undefined;
  return judgeAge(flag, registry, context.now).stale;
}
