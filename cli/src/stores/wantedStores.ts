import type { StoreSettings } from "@halyard/core";
import { suggestion } from "../arguments/suggestion.js";
import type { Outcome } from "../command.js";
import { failure, success } from "../command.js";
import { inert } from "../terminal/inert.js";

/** The stores that `--store` names, or all of them. */
export async function wantedStores(
  stores: ReadonlyMap<string, StoreSettings>,
  names: readonly string[],
): Promise<Outcome<ReadonlyMap<string, StoreSettings>>> {
  if (stores.size === 0) {
    return failure(
      "No flag store is named; write one under `stores` in the configuration or the registry.",
    );
  }
  if (names.length === 0) return success(stores);
  const wanted = new Map<string, StoreSettings>();
  for (const name of names) {
    const settings = stores.get(name);
    if (settings === undefined) {
      const hint = await suggestion(name, [...stores.keys()]);
      const known = [...stores.keys()].map(inert).join(", ");
      return failure(`--store: there is no store "${inert(name)}".${hint} Stores: ${known}.`);
    }
    wanted.set(name, settings);
  }
  return success(wanted);
}
