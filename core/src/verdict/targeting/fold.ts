import { isJsonArray } from "../../text/json.js";
import type { JsonValue } from "../../text/json.js";
import { anything, constant, riskOf } from "./folded.js";
import type { Folded } from "./folded.js";
import type { Fold } from "./operator.js";
import { failsInside } from "./fractional.js";
import { operators } from "./operators.js";

/** What an expression can yield, or why that cannot be said. */
export type FoldResult =
  | { readonly kind: "folded"; readonly folded: Folded }
  | { readonly kind: "unknown"; readonly operator: string };

/**
 * Folds flagd targeting to the values it can yield over all contexts.
 *
 * Sound for flagd's JavaScript engine: it compiles the whole expression, so one operator that it does not know, or a
 * constant part that fails, spoils the flag even where that part is never reached. Both are looked for everywhere.
 */
export function foldTargeting(targeting: JsonValue, flagKey: string): FoldResult {
  const operator = unknownOperator(targeting);
  if (operator !== undefined) return { kind: "unknown", operator };
  return { kind: "folded", folded: foldExpression(targeting, flagKey) };
}

function foldExpression(expression: JsonValue, flagKey: string): Folded {
  const fold: Fold = (inner) => foldExpression(inner, flagKey);
  if (expression === null || typeof expression !== "object") return constant(expression);
  if (isJsonArray(expression)) return { ...anything, ...riskOf(expression.map(fold)) };
  const [entry] = Object.entries(expression);
  const operator = entry && operators.get(entry[0]);
  if (entry === undefined || operator === undefined) return anything;
  const [, argument] = entry;
  const list = isJsonArray(argument) ? argument : [argument];
  const folded = operator({ list, isList: isJsonArray(argument) }, fold, flagKey);
  return list.some((inner) => failsInside(inner, fold)) ? { ...folded, fails: true } : folded;
}

/** The first operator that cannot be interpreted; an object of several keys is no expression at all. */
function unknownOperator(expression: JsonValue): string | undefined {
  if (expression === null || typeof expression !== "object") return undefined;
  if (isJsonArray(expression)) return firstDefined(expression.map(unknownOperator));
  const entries = Object.entries(expression);
  const [entry] = entries;
  if (entry === undefined) return undefined;
  if (entries.length > 1) return entries.map(([name]) => name).join(", ");
  return operators.has(entry[0]) ? unknownOperator(entry[1]) : entry[0];
}

function firstDefined(names: readonly (string | undefined)[]): string | undefined {
  return names.find((name) => name !== undefined);
}
