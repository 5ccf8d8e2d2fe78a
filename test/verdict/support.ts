import { registryDefaults } from "../../core/src/registry/model.js";
import type { Flag, Registry, RegistryDefaults } from "../../core/src/registry/model.js";
import { parseRegistry } from "../../core/src/registry/parseRegistry.js";

/** The clock of the tests. */
export const now = new Date("2026-11-22T12:00:00Z");

/** A registry of the flags given, as its file would hold them. */
export function registryOf(
  flags: Readonly<Record<string, object>>,
  more: object = {},
  defaults: Partial<RegistryDefaults> = {},
): Registry {
  const text = JSON.stringify({ flags, ...more });
  const content = parseRegistry({ path: "flags.json", text });
  return {
    path: "flags.json",
    scope: "",
    format: "halyard",
    flags: content.flags,
    defaults: { ...registryDefaults, ...content.defaults, ...defaults },
    migrations: content.migrations,
    problems: content.problems,
  };
}

export function flagIn(registry: Registry, key: string): Flag {
  const flag = registry.flags.get(key);
  if (flag === undefined) throw new Error(`There is no flag ${key}.`);
  return flag;
}

/** A boolean flag that serves what `production` says, with other fields on top. */
export function booleanFlag(production: object, more: object = {}): object {
  return { variants: { on: true, off: false }, environments: { production }, ...more };
}
