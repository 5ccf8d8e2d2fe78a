import type { Flag, Registry } from "../registry/model.js";

/** Archived or deleted: the entry is a tombstone, and only `archived-flag-reference` speaks of it. */
export function isGone(flag: Flag): boolean {
  return flag.lifecycle.status === "archived" || flag.lifecycle.status === "deleted";
}

/**
 * Whether the flag is meant to stay: `permanent`, `expires: "never"`, or a type without a lifetime
 * (kill-switch, operational and permission flags, unless the registry's `staleAfterDays` gives them one).
 *
 * A flag with an `expires` date or milestone of its own is never lasting.
 */
export function isLasting(flag: Flag, registry: Registry): boolean {
  const { expires, permanent } = flag.lifecycle;
  if (permanent === true || expires === "never") return true;
  return expires === undefined && registry.defaults.staleAfterDays[flag.type] === null;
}

/** Every spelling of the flag's key in code: the key first, then its aliases. */
export function spellingsOf(flag: Flag): readonly string[] {
  return [flag.key, ...flag.lifecycle.aliases];
}
