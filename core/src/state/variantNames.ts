import type { EnvironmentState } from "../registry/model.js";
import { canonicalJson } from "../text/json.js";
import type { JsonValue } from "../text/json.js";

/**
 * The registry's names for a store's variants: those with the same value.
 *
 * Stores number or name their variants in their own ways; the value is what code sees.
 */
export class VariantNames {
  /** The registry's variants, and those of the store that it has no name for. */
  readonly variants: ReadonlyMap<string, JsonValue>;
  readonly #names = new Map<string, string>();

  constructor(ours: ReadonlyMap<string, JsonValue>, theirs: ReadonlyMap<string, JsonValue>) {
    const byValue = new Map([...ours].map(([name, value]) => [canonicalJson(value), name]));
    const variants = new Map(ours);
    for (const [name, value] of theirs) {
      const own = byValue.get(canonicalJson(value)) ?? freeName(name, variants);
      this.#names.set(name, own);
      variants.set(own, value);
    }
    this.variants = variants;
  }

  /** The registry's name; one that the store does not list either stays as it is. */
  nameOf(name: string): string {
    return this.#names.get(name) ?? name;
  }

  /** The state in the registry's words. Names that become one add their shares up. */
  translate(state: EnvironmentState): EnvironmentState {
    const { defaultVariant, served, exceptions } = state;
    const shares = Object.create(null) as Record<string, number>;
    for (const [name, percent] of Object.entries(served ?? {})) {
      const own = this.nameOf(name);
      shares[own] = (shares[own] ?? 0) + percent;
    }
    return {
      ...state,
      ...(typeof defaultVariant === "string" && { defaultVariant: this.nameOf(defaultVariant) }),
      ...(served && { served: shares }),
      ...(exceptions && {
        exceptions: exceptions.map((one) => ({ ...one, variant: this.nameOf(one.variant) })),
      }),
    };
  }
}

/** The store's name, unless the registry uses it for another value. */
function freeName(name: string, taken: ReadonlyMap<string, JsonValue>): string {
  let free = name;
  while (taken.has(free)) free = `${free} (store)`;
  return free;
}
