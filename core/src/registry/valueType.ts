import type { JsonValue } from "../text/json.js";
import type { FlagValueType } from "./model.js";

/** The value types with the JSON Schema type of their values. */
const jsonTypes: Readonly<Record<FlagValueType, string>> = {
  boolean: "boolean",
  string: "string",
  integer: "integer",
  float: "number",
  object: "object",
};

/** What a value of each type is called in messages. */
export const valueNouns: Readonly<Record<FlagValueType, string>> = {
  boolean: "true or false",
  string: "a string",
  integer: "a whole number",
  float: "a number",
  object: "an object",
};

/** JSON Schema: the declared `flagType` decides what the default value and the variants may be. */
export const valueRules: readonly JsonValue[] = Object.entries(jsonTypes).map(
  ([flagType, type]) => ({
    if: {
      type: "object",
      required: ["flagType"],
      properties: { flagType: { const: flagType } },
    },
    then: {
      type: "object",
      properties: {
        defaultValue: { type },
        variants: { type: "object", additionalProperties: { type } },
      },
    },
  }),
);

/** The narrowest type of a value, or undefined for null and arrays, which no flag may serve. */
export function valueTypeOf(value: JsonValue): FlagValueType | undefined {
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "string") return "string";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "float";
  return value === null || Array.isArray(value) ? undefined : "object";
}

/** Whether a value may be served by a flag of a type: a whole number also counts as a float. */
export function hasValueType(value: JsonValue, type: FlagValueType): boolean {
  const own = valueTypeOf(value);
  return own === type || (own === "integer" && type === "float");
}

/** The type that holds all values, or undefined where they do not go together. */
export function commonValueType(values: Iterable<JsonValue>): FlagValueType | undefined {
  let common: FlagValueType | undefined;
  for (const value of values) {
    const own = valueTypeOf(value);
    if (own === undefined) return undefined;
    if (common === undefined || common === own) common = own;
    else if (hasValueType(value, common)) continue;
    else if (common === "integer" && own === "float") common = own;
    else return undefined;
  }
  return common;
}
