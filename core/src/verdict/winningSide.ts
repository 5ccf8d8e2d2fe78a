import type { Flag } from "../registry/model.js";
import type { JsonValue } from "../text/json.js";

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
    return canonicalText(value) === canonicalText(flag.defaultValue);
  }
  return offNames.has(variant.toLowerCase());
}

/** The text of a JSON value, independent of the order of keys. */
function canonicalText(value: JsonValue): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonicalText(one)}`).join(",")}}`;
}
