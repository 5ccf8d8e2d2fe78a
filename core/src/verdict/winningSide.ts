import type { Flag } from "../registry/model.js";
import { canonicalJson } from "../text/json.js";

/** Names that teams give to the variant of the old behaviour, where values and defaults do not tell. */
const offNames = new Set(["off", "disabled", "control", "old"]);

/**
 * Whether a variant is the flag's old side: false for a boolean, else the value of the registry's default, else a name
 * that says so.
 */
export function isOffVariant(flag: Flag, variant: string): boolean {
  const value = flag.variants.get(variant);
  if (typeof value === "boolean") return !value;
  if (flag.defaultValue !== undefined && value !== undefined) {
    return canonicalJson(value) === canonicalJson(flag.defaultValue);
  }
  return offNames.has(variant.toLowerCase());
}
