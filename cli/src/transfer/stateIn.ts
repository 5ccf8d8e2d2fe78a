import type { EnvironmentState, Flag } from "@halyard/core";

/** A flag's state in an environment; its base where it declares no environments. */
export function stateIn(flag: Flag, environment: string): EnvironmentState | undefined {
  return flag.environments.size === 0 ? flag.base : flag.environments.get(environment);
}
