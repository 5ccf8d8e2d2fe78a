import { formatState } from "@halyard/core";
import type { StoreSettings, UnplacedState } from "@halyard/core";
import type { SyncResult } from "@halyard/stores";
import type { Outcome } from "../command.js";
import { success } from "../command.js";
import { writeAtomically } from "../output/writeAtomically.js";
import type { Session } from "../session.js";
import type { OpenedWorkspace } from "../workspace/openAnalysis.js";
import { workspacePath } from "./workspacePath.js";

/**
 * Reads stores and writes the state file, in which the stores that were not asked, or could not be read, stay as they
 * were. Nothing is written where nothing is new.
 */
export async function syncStores(
  { root, analysis, now }: OpenedWorkspace,
  stores: ReadonlyMap<string, StoreSettings>,
  session: Session,
  allowEmpty = false,
): Promise<Outcome<readonly SyncResult[]>> {
  const { syncStore } = await import("@halyard/stores");
  const before = analysis.stores.stores;
  const results = await Promise.all(
    [...stores].map(([name, settings]) =>
      syncStore({
        name,
        settings,
        variables: session.env,
        now,
        before: before.get(name),
        allowEmpty,
      }),
    ),
  );
  const states = new Map<string, UnplacedState>(before);
  for (const { name, state } of results) if (state !== undefined) states.set(name, state);
  const isNew = results.some(({ name, state }) => state !== before.get(name));
  if (!isNew) return success(results);
  const { state: path } = analysis.config;
  const target = workspacePath(root, path);
  if (!target.ok) return target;
  const written = writeAtomically(target.value, formatState(states.values()), path);
  return written.ok ? success(results) : written;
}
