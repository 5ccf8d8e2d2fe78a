import type { FlagReference } from "../../index/reference.js";
import type { JsonValue } from "../../text/json.js";

/** What a read yields once the flag serves the winning value, or why that cannot be said. */
export type SeedValue =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly reason: string };

/** The value of one read. SDKs' variant objects are known by `name` and `enabled` only. */
export function valueOfRead(reference: FlagReference, winner: JsonValue): SeedValue {
  if (reference.kind === "env") return { ok: true, value: String(winner) };
  const { valueType } = reference;
  if (valueType === "variant") return variantObject(winner);
  if (valueType === "boolean") {
    if (typeof winner !== "boolean") return mismatch("a boolean", winner);
    return { ok: true, value: reference.inverted ? !winner : winner };
  }
  if (valueType === "string" && typeof winner !== "string") return mismatch("a string", winner);
  const numeric = valueType === "number" || valueType === "integer" || valueType === "float";
  if (numeric && typeof winner !== "number") return mismatch("a number", winner);
  if (reference.inverted) return { ok: true, value: !winner };
  return { ok: true, value: winner };
}

function variantObject(winner: JsonValue): SeedValue {
  if (typeof winner === "boolean") return { ok: true, value: { enabled: winner } };
  if (typeof winner === "string") return { ok: true, value: { name: winner, enabled: true } };
  if (typeof winner === "object" && winner !== null) return { ok: true, value: winner };
  return mismatch("a variant", winner);
}

function mismatch(wanted: string, winner: JsonValue): SeedValue {
  return {
    ok: false,
    reason: `This read yields ${wanted}, but the winning value is ${JSON.stringify(winner)}.`,
  };
}
