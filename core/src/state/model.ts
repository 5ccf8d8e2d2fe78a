import type { Flag } from "../registry/model.js";
import type { Place } from "../text/span.js";

/** A key that applications ask the store for although no flag has it. */
export interface UnknownKeyReport {
  readonly key: string;
  /** ISO date-time of the last question, where the store tells. */
  readonly lastSeen?: string;
  readonly applications: readonly string[];
  readonly environments: readonly string[];
  /** The key in the state file. */
  readonly place: Place;
}

/** What was last read of one flag store. */
export interface StoreState {
  readonly name: string;
  /** The kind of store: `unleash`, `tggl` and so on. */
  readonly type: string;
  /** ISO date-time of the last reading that brought everything. */
  readonly syncedAt: string;
  /** Whether that reading saw every flag, so that a flag which is not here is not in the store. */
  readonly complete: boolean;
  /** Flags by the store's own keys; archived ones have the status `archived`. */
  readonly flags: ReadonlyMap<string, Flag>;
  readonly unknownKeys: readonly UnknownKeyReport[];
  /** The store's name in the state file. */
  readonly place: Place;
}

/** A key whose flag was archived: it must not come back to life by mistake. */
export interface Tombstone {
  readonly key: string;
  /** The store that it was archived in, by its name in the configuration. */
  readonly store?: string;
  /** ISO date or date-time. */
  readonly archived: string;
  readonly reason?: string;
  /** The key in the file of tombstones. */
  readonly place: Place;
}

/** Everything that is known of stores without asking them: what `halyard sync` and `halyard archive` wrote. */
export interface StoreView {
  readonly stores: ReadonlyMap<string, StoreState>;
  readonly tombstones: ReadonlyMap<string, Tombstone>;
}

/** A workspace that was never synchronised. */
export const noStores: StoreView = { stores: new Map(), tombstones: new Map() };

/** Where `halyard archive` keeps the keys that must not come back. */
export const tombstonesPath = "halyard-tombstones.json";
