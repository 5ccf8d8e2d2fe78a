import type { FlagReference } from "../../reference/model.js";
import type { JsonValue } from "../../text/json.js";
import type { Value } from "../flowFacts.js";
import type { Assumption, Known } from "./evaluate.js";

/** Finds the flag reference that an expression is the evaluation of. */
export class EvaluationsByPlace {
  readonly #byEnd = new Map<string, FlagReference[]>();
  readonly #textOf: (path: string) => string | undefined;

  constructor(references: readonly FlagReference[], textOf: (path: string) => string | undefined) {
    this.#textOf = textOf;
    for (const reference of references) {
      if (reference.access !== "read") continue;
      const key = `${reference.path}\0${String(reference.evaluation.end)}`;
      const known = this.#byEnd.get(key);
      if (known === undefined) this.#byEnd.set(key, [reference]);
      else known.push(reference);
    }
  }

  /** The reference that a value is the evaluation of; `await` and parentheses around it do not count. */
  at(value: Value, path: string): FlagReference | undefined {
    const near = this.#byEnd.get(`${path}\0${String(value.end)}`);
    return near?.find(({ evaluation }) => {
      if (evaluation.start === value.start) return true;
      if (evaluation.start > value.start) return false;
      const between = this.#textOf(path)?.slice(evaluation.start, value.start) ?? "x";
      return between.replace(/\bawait\b/u, "").replaceAll(/[\s(]/gu, "") === "";
    });
  }
}

/** Assumes that one flag serves one variant, wherever it is asked. */
export function assumeVariant(
  evaluations: EvaluationsByPlace,
  isFlag: (reference: FlagReference) => boolean,
  variant: { readonly name: string; readonly value: JsonValue },
): Assumption {
  return (value, path) => {
    const reference = evaluations.at(value, path);
    if (reference === undefined || !isFlag(reference)) return undefined;
    return knownOf(reference, variant);
  };
}

/** What a reference is while its flag serves a value; undefined where the code around the reference has to tell. */
export function knownOf(
  reference: FlagReference,
  { name, value }: { readonly name: string; readonly value: JsonValue },
): Known | undefined {
  // `const ON = env.FLAG === "true"` goes by the flag, but is not the text that the flag serves.
  const isMade = reference.kind === "constant" || reference.kind === "function";
  if (isMade && typeof value === "string") return undefined;
  if (reference.inverted) return { k: "value", value: !value };
  if (reference.valueType === "variant") return { k: "variant", value, name, reference };
  return { k: "value", value };
}

/** Assumes that an expression, recognised by its text, is true or false. */
export function assumeText(
  text: string,
  truth: boolean,
  textOf: (path: string) => string | undefined,
): Assumption {
  return (value, path) => {
    if (value.end - value.start !== text.length) return undefined;
    const written = textOf(path)?.slice(value.start, value.end);
    return written === text ? { k: "value", value: truth } : undefined;
  };
}
