import type { EnvironmentState, Flag, Registry } from "../registry/model.js";
import { judgeState } from "./judgeState.js";
import type { EnvironmentVerdict } from "./model.js";
import type { StateVerdict } from "./stateVerdict.js";

/** The name under which a flag's state outside any environment is shown. */
export const baseEnvironment = "base";

/** The state of a flag in an environment: its own, or its base where the flag declares no environments. */
function stateIn(flag: Flag, environment: string): EnvironmentState | undefined {
  return flag.environments.size === 0 ? flag.base : flag.environments.get(environment);
}

/** What a flag serves in one environment, its prerequisites considered. */
export function judgeEnvironment(
  flag: Flag,
  environment: string,
  registry: Registry,
): EnvironmentVerdict {
  const since = stateIn(flag, environment)?.since;
  const judged = judgeWithPrerequisites(flag, environment, registry, {
    open: new Set(),
    settled: new Map(),
  });
  return { environment, ...judged, ...(since !== undefined && { since }) };
}

/** The walk over prerequisites: flags it is inside of, and those whose own prerequisites all hold. */
interface Way {
  readonly open: Set<string>;
  readonly settled: Map<string, StateVerdict>;
}

function judgeWithPrerequisites(
  flag: Flag,
  environment: string,
  registry: Registry,
  way: Way,
): StateVerdict {
  const settled = way.settled.get(flag.key);
  if (settled !== undefined) return settled;
  const state = stateIn(flag, environment);
  if (state === undefined) {
    const reason = `the registry says nothing of it in \`${environment}\``;
    return { verdict: { kind: "unknown" }, reason };
  }
  const own = judgeState(flag, state);
  if (state.state !== "ENABLED" || own.verdict.kind === "unknown") return own;
  const prerequisites = state.prerequisites ?? flag.lifecycle.prerequisites;
  way.open.add(flag.key);
  for (const { flag: key, variant } of prerequisites) {
    const reason = unmet(key, variant, environment, registry, way);
    if (reason !== undefined) return { verdict: { kind: "partial" }, reason };
  }
  way.open.delete(flag.key);
  way.settled.set(flag.key, own);
  return own;
}

/** Why a prerequisite does not always hold, or undefined where it does. */
function unmet(
  key: string,
  variant: string,
  environment: string,
  registry: Registry,
  way: Way,
): string | undefined {
  const flag = registry.flags.get(key);
  if (flag === undefined) return `its prerequisite \`${key}\` is not in the registry`;
  if (way.open.has(key)) return `its prerequisites lead back to \`${key}\``;
  const { verdict } = judgeWithPrerequisites(flag, environment, registry, way);
  if (verdict.kind === "constant" && verdict.variant === variant) return undefined;
  return `its prerequisite \`${key}\` does not serve \`${variant}\` to everyone`;
}
