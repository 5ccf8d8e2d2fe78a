import type { JsonValue } from "../../text/json.js";

/** A constant that an expression may yield; with `lacking`, only when the context has no such attribute. */
export interface Outcome {
  readonly value: JsonValue;
  readonly lacking?: string;
}

/**
 * What an expression can yield over all evaluation contexts.
 *
 * An over-approximation: whatever flagd answers is covered, but not everything that is covered need happen.
 */
export interface Folded {
  readonly outcomes: readonly Outcome[];
  /** Values beyond `outcomes`: none, some string, some number, or anything. */
  readonly rest: "none" | "string" | "number" | "any";
  /** Evaluation may fail, and then every call gets its own default value. */
  readonly fails: boolean;
  /** The result may change with the clock. */
  readonly timed: boolean;
}

/** Stands for a variant that only the context knows. */
export const anyVariant: JsonValue = {};

/** Exactly this value. */
export function constant(value: JsonValue): Folded {
  return { outcomes: [{ value }], rest: "none", fails: false, timed: false };
}

/** One of these values. */
export function oneOf(...values: readonly JsonValue[]): Folded {
  return { outcomes: values.map((value) => ({ value })), rest: "none", fails: false, timed: false };
}

/** Whatever the context holds. */
export const anything: Folded = { outcomes: [], rest: "any", fails: false, timed: false };

/** Whatever one of the parts may yield; a part that fails or moves with the clock makes the whole do so. */
export function union(parts: readonly Folded[]): Folded {
  const outcomes = new Map<string, Outcome>();
  let rest: Folded["rest"] = "none";
  for (const part of parts) {
    for (const outcome of part.outcomes) {
      outcomes.set(`${outcome.lacking ?? ""}\0${JSON.stringify(outcome.value)}`, outcome);
    }
    if (part.rest !== "none") rest = rest === "none" || rest === part.rest ? part.rest : "any";
  }
  return { outcomes: [...outcomes.values()], rest, ...riskOf(parts) };
}

/** Failure and time of operands, for a result that is computed from them. */
export function riskOf(parts: readonly Folded[]): Pick<Folded, "fails" | "timed"> {
  return {
    fails: parts.some((part) => part.fails),
    timed: parts.some((part) => part.timed),
  };
}

/** The only value an expression can yield, or undefined; failing does not count. */
export function onlyValue(folded: Folded): JsonValue | undefined {
  const [first, ...others] = folded.outcomes;
  if (first === undefined || folded.rest !== "none") return undefined;
  const written = JSON.stringify(first.value);
  return others.every(({ value }) => JSON.stringify(value) === written) ? first.value : undefined;
}

/** Whether the expression may count as true, and whether it may count as false. */
export function truthOf(folded: Folded): { readonly mayHold: boolean; readonly mayFail: boolean } {
  const open = folded.rest !== "none";
  return {
    mayHold: open || folded.outcomes.some(({ value }) => isTrue(value)),
    mayFail: open || folded.outcomes.some(({ value }) => !isTrue(value)),
  };
}

/** JSONLogic's truth for primitive values: `"0"` is true, `""` is not. */
export function isTrue(value: JsonValue): boolean {
  return Boolean(value);
}
