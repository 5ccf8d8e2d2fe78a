import type { DynamicReference, FlagReference } from "../reference/model.js";
import type { LinkedFile } from "./toReferences.js";

/** All linked references, by path, then by place, and by key. */
export interface LinkedView {
  readonly references: readonly FlagReference[];
  readonly dynamicReferences: readonly DynamicReference[];
  readonly byKey: ReadonlyMap<string, readonly FlagReference[]>;
}

/** Puts the files' references into one order that does not depend on when each file was read. */
export function viewOf(linked: ReadonlyMap<string, LinkedFile>): LinkedView {
  const references: FlagReference[] = [];
  const dynamicReferences: DynamicReference[] = [];
  const byKey = new Map<string, FlagReference[]>();
  for (const path of [...linked.keys()].sort()) {
    const file = linked.get(path);
    references.push(...(file?.references ?? []));
    dynamicReferences.push(...(file?.dynamicReferences ?? []));
  }
  for (const one of references) {
    const list = byKey.get(one.flagKey);
    if (list === undefined) byKey.set(one.flagKey, [one]);
    else list.push(one);
  }
  return { references, dynamicReferences, byKey };
}
