import { flagsOfMigration } from "./migrationFlags.js";
import type { Flag, FlagType, Registry } from "../registry/model.js";

/** Types that are meant to stay, with their names in messages. */
const lastingTypes: Readonly<Partial<Record<FlagType, string>>> = {
  "kill-switch": "it is a kill switch, which is meant to stay",
  operational: "it is an operational flag, which is meant to stay",
  permission: "it is a permission flag, which is meant to stay",
};

/** Why a flag must not be removed though it serves one variant to everyone; empty where nothing speaks against it. */
export function blockersOf(flag: Flag, registry: Registry): readonly string[] {
  const { permanent, migration } = flag.lifecycle;
  const dependents = dependentsIn(registry).get(flag.key);
  const migrations = new Set([
    ...(migration === undefined ? [] : [migration]),
    ...(dependents?.migrations ?? []),
  ]);
  const lasting = lastingTypes[flag.type];
  return [
    ...(lasting === undefined ? [] : [lasting]),
    ...(permanent === true ? ["it is marked as permanent"] : []),
    ...[...migrations].map(
      (id) => `it belongs to the migration \`${id}\` and is removed with it, step by step`,
    ),
    ...(dependents?.prerequisiteOf ?? []).map((key) => `it is a prerequisite of \`${key}\``),
    ...(dependents?.guards ?? []).map((key) => `it guards \`${key}\``),
  ];
}

/** Who in a registry leans on a flag. */
interface Dependents {
  readonly prerequisiteOf: string[];
  readonly guards: string[];
  readonly migrations: string[];
}

/** Worked out once per registry: registries never change. */
const known = new WeakMap<Registry, ReadonlyMap<string, Dependents>>();

function dependentsIn(registry: Registry): ReadonlyMap<string, Dependents> {
  const earlier = known.get(registry);
  if (earlier !== undefined) return earlier;
  const dependents = new Map<string, Dependents>();
  const of = (key: string): Dependents => {
    const entry = dependents.get(key) ?? { prerequisiteOf: [], guards: [], migrations: [] };
    dependents.set(key, entry);
    return entry;
  };
  for (const flag of registry.flags.values()) {
    const { status, prerequisites, guardedBy } = flag.lifecycle;
    if (status === "archived" || status === "deleted") continue;
    for (const { flag: key } of prerequisites) of(key).prerequisiteOf.push(flag.key);
    if (guardedBy !== undefined) of(guardedBy).guards.push(flag.key);
  }
  for (const [id, migration] of registry.migrations) {
    for (const key of flagsOfMigration(migration)) of(key).migrations.push(id);
  }
  known.set(registry, dependents);
  return dependents;
}
