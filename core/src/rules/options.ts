import { isJsonArray, propertyOf } from "../text/json.js";
import type { JsonValue } from "../text/json.js";

/** The strings of a list option; empty where the option is absent or is no such list. */
export function stringsOption(options: JsonValue | undefined, name: string): readonly string[] {
  const value = propertyOf(options, name);
  if (!isJsonArray(value)) return [];
  return value.filter((item): item is string => typeof item === "string");
}

/** Whether a yes-or-no option is set. */
export function booleanOption(options: JsonValue | undefined, name: string): boolean {
  return propertyOf(options, name) === true;
}
