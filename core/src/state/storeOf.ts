import type { Flag } from "../registry/model.js";
import type { StoreState, StoreView } from "./model.js";

/** A flag's entry in a store, as far as it was read. */
export interface StoreEntry {
  readonly store: StoreState;
  /** The flag's key in the store. */
  readonly key: string;
  /** The store's own flag; undefined where the store has none under the key. */
  readonly flag: Flag | undefined;
}

/**
 * The store that a flag lives in: the one that its lifecycle names, else the only one that was read, else the only
 * one that has the key. Undefined where no store was read or several could be meant.
 */
export function storeEntryOf(flag: Flag, view: StoreView): StoreEntry | undefined {
  const link = flag.lifecycle.store;
  const key = link?.key ?? flag.key;
  const stores = [...view.stores.values()];
  const candidates =
    link === undefined ? stores : stores.filter((store) => store.name === link.name);
  const having = candidates.filter(({ flags }) => flags.has(key));
  const store =
    candidates.length === 1 ? candidates[0] : having.length === 1 ? having[0] : undefined;
  return store && { store, key, flag: store.flags.get(key) };
}
