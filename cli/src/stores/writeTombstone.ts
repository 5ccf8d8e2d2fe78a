import { join } from "node:path";
import { formatTombstones, tombstonesPath } from "@halyard/core";
import type { Tombstone } from "@halyard/core";
import type { ArchiveVerdict } from "@halyard/stores";
import type { Outcome } from "../command.js";
import { writeAtomically } from "../output/writeAtomically.js";
import type { OpenedWorkspace } from "../workspace/openAnalysis.js";

/** Adds a flag to the file of tombstones; one that has a tombstone already gets the new date. */
export function writeTombstone(
  { analysis, root, now }: OpenedWorkspace,
  { flagKey, store }: ArchiveVerdict,
  reason: string | undefined,
): Outcome<void> {
  const tombstones = new Map<string, Omit<Tombstone, "place">>(analysis.stores.tombstones);
  // SDKs ask by the store's key; where the registry has another one, both must stay in their grave.
  for (const key of new Set([flagKey, store?.key ?? flagKey])) {
    tombstones.set(key, {
      key,
      archived: now.toISOString(),
      ...(store !== undefined && { store: store.name }),
      ...(reason !== undefined && { reason }),
    });
  }
  const text = formatTombstones(tombstones.values());
  return writeAtomically(join(root, tombstonesPath), text, tombstonesPath);
}
