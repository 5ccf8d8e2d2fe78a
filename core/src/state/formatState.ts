import { flagJson } from "../registry/flagJson.js";
import type { Flag } from "../registry/model.js";
import type { JsonObject, JsonValue } from "../text/json.js";
import { compareText } from "../text/order.js";
import type { StoreState, Tombstone, UnknownKeyReport } from "./model.js";

/** A state of a store before it has a place in a file. */
export type UnplacedState = Omit<StoreState, "place" | "unknownKeys"> & {
  readonly unknownKeys: readonly Omit<UnknownKeyReport, "place">[];
};

/** The state file: sorted by name and key, so that the same state gives the same bytes. */
export function formatState(stores: Iterable<UnplacedState>): string {
  const byName = [...stores].sort((a, b) => compareText(a.name, b.name));
  const entries = byName.map((store): [string, JsonValue] => [store.name, storeJson(store)]);
  return toText({ stateVersion: 1, stores: objectFrom(entries) });
}

/** The file of tombstones, sorted by key. */
export function formatTombstones(tombstones: Iterable<Omit<Tombstone, "place">>): string {
  const byKey = [...tombstones].sort((a, b) => compareText(a.key, b.key));
  const entries = byKey.map(({ key, store, archived, reason }): [string, JsonValue] => [
    key,
    { ...(store !== undefined && { store }), archived, ...(reason !== undefined && { reason }) },
  ]);
  return toText({ tombstonesVersion: 1, tombstones: objectFrom(entries) });
}

function storeJson(store: UnplacedState): JsonObject {
  const flags = [...store.flags].sort(([a], [b]) => compareText(a, b));
  const unknown = [...store.unknownKeys].sort((a, b) => compareText(a.key, b.key));
  return {
    type: store.type,
    syncedAt: store.syncedAt,
    complete: store.complete,
    flags: objectFrom(flags.map(([key, flag]: [string, Flag]) => [key, flagJson(flag)])),
    ...(unknown.length > 0 && { unknownKeys: objectFrom(unknown.map(unknownEntry)) }),
  };
}

function unknownEntry(report: Omit<UnknownKeyReport, "place">): [string, JsonValue] {
  const { key, lastSeen, applications, environments } = report;
  return [key, { ...(lastSeen !== undefined && { lastSeen }), applications, environments }];
}

function toText(value: JsonObject): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function objectFrom(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
  const object = Object.create(null) as Record<string, JsonValue>;
  for (const [key, value] of entries) object[key] = value;
  return object;
}
