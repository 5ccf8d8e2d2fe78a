import type { JsonValue } from "../text/json.js";

/** The strings of a list option; empty where the option is absent or is no such list. */
export function stringsOption(options: JsonValue | undefined, name: string): readonly string[] {
  const value = optionOf(options, name);
  if (!Array.isArray(value)) return [];
  return value.filter((item): item is string => typeof item === "string");
}

/** Whether a yes-or-no option is set. */
export function booleanOption(options: JsonValue | undefined, name: string): boolean {
  return optionOf(options, name) === true;
}

function optionOf(options: JsonValue | undefined, name: string): JsonValue | undefined {
  if (typeof options !== "object" || options === null || Array.isArray(options)) return undefined;
  return Object.hasOwn(options, name) ? (options as Record<string, JsonValue>)[name] : undefined;
}
