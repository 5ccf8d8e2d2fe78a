import type { VariantMember } from "../../adapters/model.js";
import type { FlagReference } from "../../reference/model.js";
import type { JsonValue } from "../../text/json.js";

/** What a read yields once the flag serves the winning value, or why that cannot be said. */
export type SeedValue =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly reason: string };

/** The value of one read. An SDK's object is known by the members that its adapter describes, else by `name` and `enabled`. */
export function valueOfRead(reference: FlagReference, winner: JsonValue): SeedValue {
  if (reference.kind === "env") {
    return { ok: true, value: typeof winner === "string" ? winner : JSON.stringify(winner) };
  }
  const { valueType } = reference;
  if (valueType === "variant") {
    const { members } = reference;
    return members === undefined ? variantObject(winner) : describedObject(winner, members);
  }
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

/** The SDK's object with the members that are known to tell the flag's value, and nothing else. */
function describedObject(
  winner: JsonValue,
  members: Readonly<Record<string, VariantMember>>,
): SeedValue {
  const object = Object.create(null) as Record<string, JsonValue>;
  for (const [name, holds] of Object.entries(members)) {
    if (holds === "on") object[name] = Boolean(winner);
    else if (holds === "off") object[name] = !winner;
    else if (holds === "value" || typeof winner !== "boolean") object[name] = winner;
  }
  if (Object.keys(object).length > 0) return { ok: true, value: object };
  return {
    ok: false,
    reason:
      "This read yields an SDK's object that no constant can stand for; read its value by hand first.",
  };
}

function mismatch(wanted: string, winner: JsonValue): SeedValue {
  return {
    ok: false,
    reason: `This read yields ${wanted}, but the winning value is ${JSON.stringify(winner)}.`,
  };
}
