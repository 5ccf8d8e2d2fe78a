import { instantOf } from "../registry/dates.js";
import type { EnvironmentState, Flag, Registry } from "../registry/model.js";
import type { StoreView } from "./model.js";
import { storeEntryOf, type StoreEntry } from "./storeOf.js";
import { VariantNames } from "./variantNames.js";

/**
 * The registry with the states that the stores were last seen in.
 *
 * An environment of the store stands for the registry's, unless the registry's was synchronised later. What the
 * registry declares stays in `flag.declared`, so that a difference can be told.
 */
export function withStoreState(registry: Registry, view: StoreView): Registry {
  if (view.stores.size === 0) return registry;
  const entries = new Map<Flag, StoreEntry>();
  const keys = new Map<string, string>();
  for (const flag of registry.flags.values()) {
    const entry = storeEntryOf(flag, view);
    if (entry?.flag === undefined) continue;
    entries.set(flag, entry);
    keys.set(idOf(entry.store.name, entry.key), flag.key);
  }
  const flags = new Map<string, Flag>();
  for (const [key, flag] of registry.flags) {
    const entry = entries.get(flag);
    flags.set(key, entry === undefined ? flag : merged(flag, entry, registry, keys));
  }
  return { ...registry, flags };
}

function merged(
  flag: Flag,
  { store, flag: observed }: StoreEntry,
  registry: Registry,
  keys: ReadonlyMap<string, string>,
): Flag {
  if (observed === undefined) return flag;
  const names = new VariantNames(flag.variants, observed.variants);
  const environments = new Map(flag.environments);
  const declared = new Map<string, EnvironmentState>();
  const renamed = (required: NonNullable<EnvironmentState["prerequisites"]>) =>
    required.map(({ flag: key, variant }) => {
      const own = keys.get(idOf(store.name, key)) ?? key;
      const theirs = store.flags.get(key)?.variants ?? new Map();
      const ours = registry.flags.get(own)?.variants ?? new Map();
      return { flag: own, variant: new VariantNames(ours, theirs).nameOf(variant) };
    });
  for (const [name, state] of observed.environments) {
    const before = flag.environments.get(name);
    if (before !== undefined && !isNewer(state, before)) continue;
    if (before !== undefined) declared.set(name, before);
    const prerequisites = renamed(state.prerequisites ?? observed.lifecycle.prerequisites);
    environments.set(name, { ...names.translate(state), prerequisites });
  }
  const isArchived = observed.lifecycle.status === "archived";
  const { status } = flag.lifecycle;
  return {
    ...flag,
    variants: names.variants,
    environments,
    lifecycle:
      isArchived && status !== "deleted"
        ? { ...flag.lifecycle, status: "archived" }
        : flag.lifecycle,
    declared: { environments: declared, ...(status !== undefined && { status }) },
  };
}

/** A store's state is dated by its reading; a state that somebody wrote has no such date. */
function isNewer(observed: EnvironmentState, before: EnvironmentState): boolean {
  const then = before.syncedAt === undefined ? undefined : instantOf(before.syncedAt);
  const now = observed.syncedAt === undefined ? undefined : instantOf(observed.syncedAt);
  return then === undefined || (now !== undefined && now > then);
}

function idOf(store: string, key: string): string {
  return JSON.stringify([store, key]);
}
