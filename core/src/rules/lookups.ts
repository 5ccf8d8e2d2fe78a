import type { FlagReference, ReferenceView } from "../reference/model.js";
import { registryChainFor } from "../registry/lookup.js";
import type { Flag, Registry } from "../registry/model.js";
import { judgeFlag } from "../verdict/judgeFlag.js";
import type { FlagVerdict } from "../verdict/model.js";
import { spellingsOf } from "./flagLife.js";
import { byKey } from "./flagOrder.js";
import { keysLeanedOnIn } from "./keysLeanedOn.js";
import type { Lookups } from "./model.js";
import { createNamingFiles } from "./namingFiles.js";
import { byReferencePlace } from "./referenceOrder.js";

/** Links registries and references at one moment. */
export function createLookups(
  registries: readonly Registry[],
  index: ReferenceView,
  now: Date,
): Lookups {
  const chainFor = remember(
    (folder: string) => registryChainFor(registries, `${folder}/-`),
    new Map<string, readonly Registry[]>(),
  );
  const chainOf = (path: string): readonly Registry[] =>
    path.includes("/")
      ? chainFor(path.slice(0, path.lastIndexOf("/")))
      : registryChainFor(registries, path);
  const aliases = new Map(registries.map((registry) => [registry, aliasesOf(registry)]));
  const flagIn = (registry: Registry, key: string): Flag | undefined =>
    registry.flags.get(key) ?? aliases.get(registry)?.get(key);
  const owners = ownersOf(registries);

  const flagFor = (flagKey: string, path: string): Flag | undefined => {
    for (const registry of chainOf(path)) {
      const flag = flagIn(registry, flagKey);
      if (flag !== undefined) return flag;
    }
    return undefined;
  };
  const registryOf = (flag: Flag): Registry => {
    const registry = owners.get(flag);
    if (registry === undefined) throw new Error(`Flag "${flag.key}" is of another workspace.`);
    return registry;
  };
  const referencesOf = remember(
    (flag: Flag) =>
      spellingsOf(flag)
        .flatMap((key) => index.referencesTo(key))
        .filter(({ flagKey, path }) => flagFor(flagKey, path) === flag)
        .sort(byReferencePlace),
    new Map<Flag, readonly FlagReference[]>(),
  );
  return {
    flagFor,
    registryFor: (path) => chainOf(path)[0],
    registryChainFor: chainOf,
    registryOf,
    referencesOf,
    keysLeanedOn: remember(keysLeanedOnIn, new Map<Registry, ReadonlySet<string>>()),
    filesNaming: createNamingFiles(registries, index, referencesOf),
    verdictOf: remember(
      (flag: Flag) => judgeFlag(flag, registryOf(flag), now),
      new Map<Flag, FlagVerdict>(),
    ),
  };
}

function remember<K, V>(compute: (key: K) => V, known: Map<K, V>): (key: K) => V {
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}

function ownersOf(registries: readonly Registry[]): ReadonlyMap<Flag, Registry> {
  return new Map(
    registries.flatMap((registry) =>
      [...registry.flags.values()].map((flag): [Flag, Registry] => [flag, registry]),
    ),
  );
}

/** Of two flags with the same alias the first by key has it. */
function aliasesOf(registry: Registry): ReadonlyMap<string, Flag> {
  const aliases = new Map<string, Flag>();
  const flags = [...registry.flags.values()].sort(byKey);
  for (const flag of flags) {
    for (const alias of flag.lifecycle.aliases) {
      if (!aliases.has(alias)) aliases.set(alias, flag);
    }
  }
  return aliases;
}
