import { dayCount, daysBetween, instantOf, isoDay } from "../registry/dates.js";
import type { Flag, Registry } from "../registry/model.js";

/** How a flag stands against its lifetime. Days are whole UTC calendar days. */
export interface AgeVerdict {
  /** Past the lifetime of its type; undefined where `created` or the lifetime is not known. */
  readonly stale?: { readonly age: number; readonly lifetime: number; readonly daysOver: number };
  /**
   * - `passed`: the last day lies behind; `daysOver` tells how far.
   * - `ahead`: it is today or later.
   * - `unknown`: a milestone, which no calendar knows.
   * - `none`: no `expires`, or `never`.
   */
  readonly expiry: "passed" | "ahead" | "unknown" | "none";
  readonly daysOver?: number;
  /** One clause per thing to say: "is 68 days old, 28 days past the 40 days of a release flag". */
  readonly reasons: readonly string[];
}

/** Judges a flag's age: against its type's lifetime and against its own `expires`, which is its last day. */
export function judgeAge(flag: Flag, registry: Registry, now: Date): AgeVerdict {
  const stale = staleness(flag, registry, now);
  const expiry = expiryOf(flag, now);
  const reasons = [stale?.reason, expiry.reason].filter((reason) => reason !== undefined);
  return {
    ...(stale && { stale: { age: stale.age, lifetime: stale.lifetime, daysOver: stale.daysOver } }),
    expiry: expiry.kind,
    ...(expiry.daysOver !== undefined && { daysOver: expiry.daysOver }),
    reasons,
  };
}

/** A flag that is meant to stay never grows stale. */
function staleness(flag: Flag, registry: Registry, now: Date) {
  const { created, permanent } = flag.lifecycle;
  const lifetime = registry.defaults.staleAfterDays[flag.type];
  const start = created === undefined ? undefined : instantOf(created);
  if (start === undefined || lifetime === null || permanent === true) return undefined;
  const age = daysBetween(start, now.getTime());
  const daysOver = age - lifetime;
  if (daysOver <= 0) return undefined;
  const reason = `is ${dayCount(age)} old, ${dayCount(daysOver)} past the ${dayCount(lifetime)} of ${article(flag.type)} flag`;
  return { age, lifetime, daysOver, reason };
}

function expiryOf(
  flag: Flag,
  now: Date,
): { kind: AgeVerdict["expiry"]; daysOver?: number; reason?: string } {
  const { expires } = flag.lifecycle;
  if (expires === undefined || expires === "never") return { kind: "none" };
  const last = instantOf(expires);
  if (last === undefined) {
    return { kind: "unknown", reason: `expires with \`${expires}\`, which is not a date` };
  }
  const daysOver = daysBetween(last, now.getTime());
  if (daysOver <= 0) return { kind: "ahead" };
  return {
    kind: "passed",
    daysOver,
    reason: `expired on ${isoDay(last)}, ${dayCount(daysOver)} ago`,
  };
}

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}
