import type { StoreSettings } from "../registry/model.js";
import type { Analysis } from "./analysis.js";

/** The flag stores of a workspace by name: those of the configuration win over those of the registries. */
export function namedStores(analysis: Analysis): ReadonlyMap<string, StoreSettings> {
  const stores = new Map<string, StoreSettings>();
  for (const registry of analysis.registries) {
    for (const [name, settings] of registry.stores ?? []) {
      if (!stores.has(name)) stores.set(name, settings);
    }
  }
  for (const [name, settings] of analysis.config.stores) stores.set(name, settings);
  return stores;
}
