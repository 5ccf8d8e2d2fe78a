import type { DefaultArgument } from "../reference/model.js";
import type { FlagValueType } from "../registry/model.js";

const typeNames: Readonly<Record<FlagValueType, string>> = {
  boolean: "boolean",
  string: "string",
  integer: "number",
  float: "number",
  object: "object",
};

/**
 * The type of a fallback where it cannot be a value of the flag, in words, or undefined where it can.
 *
 * `null` and `undefined` are "no opinion", which every SDK takes.
 */
export function wrongTypeOf(
  fallback: DefaultArgument,
  expected: FlagValueType,
): string | undefined {
  const actual = typeOf(fallback);
  if (actual === undefined) return undefined;
  if (actual !== typeNames[expected]) return actual;
  const isFraction = typeof fallback.value === "number" && !Number.isInteger(fallback.value);
  return expected === "integer" && isFraction ? "fraction" : undefined;
}

function typeOf({ value, typeName }: DefaultArgument): string | undefined {
  if (value === undefined) return typeName === "undefined" ? undefined : typeName;
  return value === null ? undefined : typeof value;
}
