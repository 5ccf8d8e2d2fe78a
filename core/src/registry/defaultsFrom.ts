import { entriesOf, fieldOf, numberOf, stringsOf } from "../schema/node.js";
import type { DataNode } from "../schema/node.js";
import { defined } from "./defined.js";
import { flagTypeNamed } from "./flagTypeNamed.js";
import { registryDefaults } from "./model.js";
import type { FlagType, RegistryDefaults } from "./model.js";

/** The `defaults` block: only what it says, with the lifetimes it leaves out filled in. */
export function defaultsFrom(node: DataNode | undefined): Partial<RegistryDefaults> {
  const environments = stringsOf(fieldOf(node, "productionEnvironments"));
  const lifetimes = fieldOf(node, "staleAfterDays");
  return defined({
    productionEnvironments: environments.length > 0 ? environments : undefined,
    soakDays: atLeast(0, numberOf(fieldOf(node, "soakDays"))),
    unusedAfterDays: atLeast(1, numberOf(fieldOf(node, "unusedAfterDays"))),
    staleAfterDays: lifetimes && lifetimesFrom(lifetimes),
  });
}

function atLeast(minimum: number, value: number | undefined): number | undefined {
  return value !== undefined && value >= minimum ? value : undefined;
}

function lifetimesFrom(node: DataNode): Readonly<Record<FlagType, number | null>> {
  const lifetimes = { ...registryDefaults.staleAfterDays };
  for (const { key, value } of entriesOf(node)) {
    const type = flagTypeNamed(key);
    const days = value.kind === "null" ? null : atLeast(1, numberOf(value));
    if (type !== undefined && days !== undefined) lifetimes[type] = days;
  }
  return lifetimes;
}
