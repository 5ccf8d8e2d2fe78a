import type { JsonValue } from "@halyard/core";
import { canonicalJson } from "@halyard/core";

/** The longest text of a value that serves as its variant's name, in UTF-16 code units. */
const longestName = 60;

/**
 * Names for values, for stores whose variants have none of their own, or whose SDKs only tell values.
 *
 * Booleans are `on` and `off`; other values are called as they are written, and long ones are numbered.
 */
export class Variants {
  readonly #names = new Map<string, string>();
  readonly #values = new Map<string, JsonValue>();

  /** Values that are known beforehand get their names in this order. */
  constructor(values: readonly JsonValue[] = []) {
    for (const value of values) this.nameOf(value);
  }

  /** The variant of a value; equal values have one. `wanted` is the store's own name, taken where it is free. */
  nameOf(value: JsonValue, wanted?: string): string {
    const written = canonicalJson(value);
    const known = this.#names.get(written);
    if (known !== undefined) return known;
    const name = this.#freeName(value, wanted);
    this.#names.set(written, name);
    this.#values.set(name, value);
    return name;
  }

  /** The variants by name, as a registry lists them. */
  get values(): ReadonlyMap<string, JsonValue> {
    return this.#values;
  }

  #freeName(value: JsonValue, wanted: string | undefined): string {
    const given = typeof value === "boolean" ? undefined : wanted?.trim();
    const candidates = [given, ownName(value), `value-${String(this.#values.size + 1)}`];
    const free = candidates.find(
      (name) => name !== undefined && name !== "" && !this.#values.has(name),
    );
    return free ?? `value-${String(this.#values.size + 1)}-${canonicalJson(value).length}`;
  }
}

/** The variants of a boolean flag. */
export const onOff: ReadonlyMap<string, JsonValue> = new Map([
  ["on", true],
  ["off", false],
]);

function ownName(value: JsonValue): string | undefined {
  if (typeof value === "boolean") return value ? "on" : "off";
  const written = typeof value === "string" ? value.trim() : canonicalJson(value);
  return written.length <= longestName ? written : undefined;
}
