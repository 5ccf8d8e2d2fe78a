import type { Flag, Registry } from "../registry/model.js";

/** Every flag of every registry, by registry, then by key. */
export function allFlags(registries: readonly Registry[]): readonly Flag[] {
  return registries.flatMap(({ flags }) => [...flags.values()].sort(byKey));
}

function byKey(a: Flag, b: Flag): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}
