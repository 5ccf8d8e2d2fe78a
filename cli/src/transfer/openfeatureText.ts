import type { Flag, JsonValue, Registry } from "@halyard/core";
import { compareText, isOffVariant } from "@halyard/core";
import type { Exported } from "./flagdText.js";
import { stateIn } from "./stateIn.js";

/**
 * An OpenFeature flag manifest: the type of each flag and its value where an evaluation fails.
 *
 * With an environment, only the flags that it has. A flag of which nobody can tell the default is left out and told.
 */
export function openfeatureText(registry: Registry, environment: string | undefined): Exported {
  const gaps: string[] = [];
  const entries: [string, JsonValue][] = [];
  for (const flag of [...registry.flags.values()].sort((a, b) => compareText(a.key, b.key))) {
    if (environment !== undefined && isAbsent(flag, environment)) continue;
    const defaultValue = defaultOf(flag);
    if (defaultValue === undefined) {
      gaps.push(`\`${flag.key}\` is left out: the registry has no default value for it.`);
      continue;
    }
    const { valueType, description } = flag;
    const entry = {
      flagType: valueType,
      defaultValue,
      ...(description !== undefined && { description }),
    };
    entries.push([flag.key, entry]);
  }
  const manifest = { flags: Object.fromEntries(entries) };
  return { text: `${JSON.stringify(manifest, null, 2)}\n`, gaps };
}

function isAbsent(flag: Flag, environment: string): boolean {
  const state = stateIn(flag, environment);
  if (state === undefined) return flag.environments.size > 0;
  return state.state === "ABSENT";
}

/** The declared default value, or the value of the side that stands for the old behaviour. */
function defaultOf(flag: Flag): JsonValue | undefined {
  if (flag.defaultValue !== undefined) return flag.defaultValue;
  const off = [...flag.variants.keys()].find((variant) => isOffVariant(flag, variant));
  return off === undefined ? undefined : flag.variants.get(off);
}
