import { isJsonArray, isJsonObject, propertyOf } from "@halyard/core";
import type { JsonValue } from "@halyard/core";
import { StoreFault } from "../http/fault.js";

/** The text under a name, or undefined. */
export function textAt(value: JsonValue | undefined, name: string): string | undefined {
  const found = propertyOf(value, name);
  return typeof found === "string" ? found : undefined;
}

/** The number under a name, or undefined. */
export function numberAt(value: JsonValue | undefined, name: string): number | undefined {
  const found = propertyOf(value, name);
  return typeof found === "number" ? found : undefined;
}

/** The items of a list under a name; none where there is no list. */
export function itemsAt(value: JsonValue | undefined, name: string): readonly JsonValue[] {
  const found = propertyOf(value, name);
  return isJsonArray(found) ? found : [];
}

/** The list that an answer must have; without it the answer is not what was asked for. */
export function listIn(
  value: JsonValue | undefined,
  name: string | undefined,
  what: string,
): readonly JsonValue[] {
  const found = name === undefined ? value : propertyOf(value, name);
  if (isJsonArray(found)) return found;
  const message = `answers ${what} in a form that is not known; check the address and the version`;
  throw new StoreFault("unexpected", message);
}

/** An ISO date-time of what a store writes as a date: ISO text, or milliseconds since the epoch. */
export function isoOf(value: JsonValue | undefined): string | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** The properties of an object; none where the value is no object. */
export function entriesOfJson(
  value: JsonValue | undefined,
): readonly (readonly [string, JsonValue])[] {
  return isJsonObject(value) ? Object.entries(value) : [];
}
