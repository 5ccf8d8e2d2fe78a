import type { FlagReference } from "../../reference/model.js";
import type { Registry } from "../../registry/model.js";
import type { JsonValue } from "../../text/json.js";
import type { FlowSource } from "../follow/program.js";
import { maySpeakOfMove } from "./candidateFiles.js";
import { modesOf, type Mode } from "./modes.js";

/** The values that a flag may have, as far as registries and code tell. */
export interface FlagChoices {
  readonly values: readonly JsonValue[];
  /** Where the values are the modes of a move. */
  readonly modes: readonly Mode[] | undefined;
}

const onOff: FlagChoices = { values: [true, false], modes: undefined };

/** Tells flags' values: by the registry, else by what the code compares them with. */
export class FlagChoicesOf {
  readonly #source: FlowSource;
  readonly #registries: readonly Registry[];
  readonly #known = new Map<string, FlagChoices>();
  readonly #byKey = new Map<string, FlagReference[]>();

  constructor(source: FlowSource, registries: readonly Registry[]) {
    this.#source = source;
    this.#registries = registries;
    for (const reference of source.index.references) {
      if (reference.access !== "read") continue;
      const known = this.#byKey.get(reference.flagKey);
      if (known === undefined) this.#byKey.set(reference.flagKey, [reference]);
      else known.push(reference);
    }
  }

  /** Whether a registry has the key, or code asks for it. */
  isKnown(flagKey: string): boolean {
    return this.#byKey.has(flagKey) || this.#registries.some(({ flags }) => flags.has(flagKey));
  }

  of(flagKey: string): FlagChoices {
    const known = this.#known.get(flagKey);
    if (known !== undefined) return known;
    const found = this.#inRegistries(flagKey) ?? this.#inCode(flagKey);
    this.#known.set(flagKey, found);
    return found;
  }

  #inRegistries(flagKey: string): FlagChoices | undefined {
    const flag = this.#registries
      .map(({ flags }) => flags.get(flagKey))
      .find((one) => one !== undefined);
    if (flag === undefined || flag.variants.size < 2) return undefined;
    const values = [...flag.variants.values()];
    return { values, modes: modesOf(values.filter((one) => typeof one === "string")) };
  }

  #inCode(flagKey: string): FlagChoices {
    const references = this.#byKey.get(flagKey) ?? [];
    const compared = references.flatMap((one) => this.#comparedAt(one));
    // Looking through every text costs more than anything else here.
    const mayHaveModes = /^[A-Z][A-Z\d_]+$/u.test(flagKey) && maySpeakOfMove(flagKey);
    const listed = mayHaveModes ? this.#enumerated(flagKey) : [];
    const values = [...new Set([...listed, ...compared])].filter(isSide);
    // What the variable is checked against when it is read is the whole of it.
    const modes = modesOf(listed.length > 0 ? listed : values);
    return modes === undefined ? onOff : { values: modes.map(({ value }) => value), modes };
  }

  /** Literals beside the flag's evaluation in a comparison. */
  #comparedAt({ path, evaluation }: FlagReference): string[] {
    const text = this.#source.textOf(path) ?? "";
    const after = /^\s*[!=]==?\s*["'`]([\w-]+)["'`]/u.exec(
      text.slice(evaluation.end, evaluation.end + 80),
    );
    const before = /["'`]([\w-]+)["'`]\s*[!=]==?\s*$/u.exec(
      text.slice(Math.max(0, evaluation.start - 80), evaluation.start),
    );
    return [after?.[1], before?.[1]].flatMap((one) => one ?? []);
  }

  /** `NAME: z.enum(["legacy", "dual", "new_only"])`: what a schema of the environment lets through. */
  #enumerated(flagKey: string): string[] {
    for (const path of this.#source.index.filesNamingAny?.([flagKey]) ?? []) {
      const text = this.#source.textOf(path) ?? "";
      const found = new RegExp(
        `\\b${flagKey}["']?\\s*:\\s*\\w+\\s*\\.enum\\(\\s*\\[([^\\]]*)\\]`,
        "u",
      ).exec(text)?.[1];
      if (found !== undefined) {
        return [...found.matchAll(/["'`]([\w-]+)["'`]/gu)].flatMap(([, value]) => value ?? []);
      }
    }
    return [];
  }
}

function isSide(value: string): boolean {
  return !/^(?:true|false|0|1|yes|no)$/iu.test(value);
}
