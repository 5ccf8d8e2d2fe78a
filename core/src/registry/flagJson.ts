import type { JsonObject, JsonValue } from "../text/json.js";
import { compareText } from "../text/order.js";
import { defined } from "./defined.js";
import type { EnvironmentState, Flag, Lifecycle } from "./model.js";

/**
 * A flag as an entry of the canonical registry; reading the entry gives the same flag again, places aside.
 *
 * Absent fields stay absent; environments are sorted by name, so that the same flag gives the same text.
 */
export function flagJson(flag: Flag): JsonObject {
  const environments = [...flag.environments].sort(([a], [b]) => compareText(a, b));
  return withoutEmpty({
    flagType: flag.valueType,
    defaultValue: flag.defaultValue,
    description: flag.description,
    variants: objectFrom(flag.variants),
    ...(flag.base && environmentJson(flag.base)),
    environments: objectFrom(environments.map(([name, state]) => [name, environmentJson(state)])),
    lifecycle: lifecycleJson(flag),
  });
}

/** One environment's state as the registry writes it. */
function environmentJson(state: EnvironmentState): JsonObject {
  const { prerequisites, exceptions, served, ...plain } = state;
  return defined({
    ...plain,
    served: served && objectFrom(Object.entries(served)),
    exceptions: exceptions?.map((exception) => defined({ ...exception })),
    prerequisites: prerequisites?.map((prerequisite) => ({ ...prerequisite })),
  });
}

function lifecycleJson({ type, lifecycle }: Flag): JsonObject {
  const { aliases, keyPatterns, prerequisites, tags, links, store, ...plain } = lifecycle;
  const code = withoutEmpty({ aliases, keyPatterns });
  return withoutEmpty({
    type,
    ...(plain as Omit<typeof plain, keyof Lifecycle> & JsonObject),
    store: store && withoutEmpty({ ...store }),
    prerequisites: prerequisites.map((prerequisite) => ({ ...prerequisite })),
    code,
    tags,
    links: links.map((link) => defined({ ...link })),
  });
}

/** Leaves out what is undefined, an empty list or an empty object. */
function withoutEmpty(fields: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const entries = Object.entries(fields).filter(
    (entry): entry is [string, JsonValue] => entry[1] !== undefined && !isEmpty(entry[0], entry[1]),
  );
  return objectFrom(entries);
}

/** A default value may well be an empty object; it is a value and stays. */
function isEmpty(name: string, value: JsonValue): boolean {
  if (name === "defaultValue" || value === null || typeof value !== "object") return false;
  return Object.keys(value).length === 0;
}

/** An object without a prototype, so that no key of a user can reach one. */
function objectFrom(entries: Iterable<readonly [string, JsonValue]>): JsonObject {
  const object = Object.create(null) as Record<string, JsonValue>;
  for (const [key, value] of entries) object[key] = value;
  return object;
}
