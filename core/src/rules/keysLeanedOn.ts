import type { Registry } from "../registry/model.js";
import { isGone } from "./flagLife.js";
import { killSwitchesOf } from "./migrationRole.js";

/**
 * Keys of flags that do their work without being read by name: prerequisites and guards of living flags, and the
 * kill switches of migrations.
 */
export function keysLeanedOnIn(registry: Registry): ReadonlySet<string> {
  const keys = new Set<string>(killSwitchesOf(registry));
  for (const flag of registry.flags.values()) {
    if (isGone(flag)) continue;
    const { guardedBy, prerequisites } = flag.lifecycle;
    if (guardedBy !== undefined) keys.add(guardedBy);
    for (const prerequisite of prerequisites) keys.add(prerequisite.flag);
  }
  return keys;
}
