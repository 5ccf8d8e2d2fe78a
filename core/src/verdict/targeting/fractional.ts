import { isJsonArray, propertyOf } from "../../text/json.js";
import type { JsonValue } from "../../text/json.js";
import { anything, constant, anyVariant, onlyValue, riskOf, union } from "./folded.js";
import type { Folded, Outcome } from "./folded.js";
import type { Fold } from "./operator.js";
import type { Operator } from "./operator.js";

/** flagd refuses weights that sum to more. */
const maxTotalWeight = 2_147_483_647;

/**
 * `fractional [bucketing value, [variant, weight], …]`; without a bucketing value it is the context's targetingKey.
 *
 * Null where the bucketing value is missing, so "100 %" is not "everyone" unless that value cannot be missing.
 */
export const foldFractional: Operator = ({ list, isList: written }, fold) => {
  const parts = list.map(fold);
  if (!written || list.length === 0) return { ...constant(null), ...riskOf(parts) };
  const [first = null] = list;
  const isImplicit = isJsonArray(first);
  const buckets = foldBuckets(isImplicit ? list : list.slice(1), fold);
  const missing = isImplicit ? ["targetingKey"] : neededBy(first, fold);
  // Only `cat` is a string for certain; an array from the context would be read as one more bucket.
  const values = isImplicit || isCat(first) ? [null] : [null, anyVariant];
  const lacking = missing.flatMap((name) => values.map((value) => lackingOutcome(value, name)));
  return { ...union([buckets, { ...constant(null), outcomes: lacking }]), ...riskOf(parts) };
};

function lackingOutcome(value: JsonValue, name: string): Outcome {
  return name === "" ? { value } : { value, lacking: name };
}

function isCat(expression: JsonValue): boolean {
  return expression !== null && typeof expression === "object" && Object.hasOwn(expression, "cat");
}

/**
 * Whether flagd fails on a split that stands inside another expression: its bucketing value is a `cat` of one operand,
 * which the compiled engine makes null where the operand is missing.
 */
export function failsInside(expression: JsonValue, fold: Fold): boolean {
  const [bucketing] = listOf(propertyOf(expression, "fractional"));
  const parts = listOf(propertyOf(bucketing, "cat"));
  const [only] = parts;
  return parts.length === 1 && only !== undefined && onlyValue(fold(only)) === undefined;
}

function listOf(argument: JsonValue | undefined): readonly JsonValue[] {
  if (argument === undefined) return [];
  return isJsonArray(argument) ? argument : [argument];
}

/**
 * The attributes without which a bucketing value may be missing; `""` where they cannot be named.
 *
 * A value that is not a string counts as missing.
 */
function neededBy(expression: JsonValue, fold: Fold): readonly string[] {
  const value = onlyValue(fold(expression));
  if (typeof value === "string" && value !== "") return [];
  if (expression === null || typeof expression !== "object" || isJsonArray(expression)) return [""];
  const [operator, argument] = Object.entries(expression)[0] ?? [];
  if (operator === "var") {
    const name = onlyValue(
      fold(isJsonArray(argument ?? null) ? firstOf(argument) : (argument ?? null)),
    );
    const isNamed = typeof name === "string" && !name.startsWith("$flagd");
    return [isNamed ? name : ""];
  }
  if (operator !== "cat" || argument === undefined || !isJsonArray(argument)) return [""];
  // One part that is never empty makes the whole a string that buckets.
  const needs = argument.map((part) => neededBy(part, fold));
  return needs.some((names) => names.length === 0) ? [] : needs.flat();
}

function firstOf(argument: JsonValue | undefined): JsonValue {
  return argument !== undefined && isJsonArray(argument) ? (argument[0] ?? null) : null;
}

/** What the buckets yield for a bucketing value that is there. */
function foldBuckets(buckets: readonly JsonValue[], fold: Fold): Folded {
  const served: Folded[] = [];
  let total = 0;
  let mayBeInvalid = false;
  for (const bucket of buckets) {
    if (!isJsonArray(bucket)) return anything;
    if (bucket.length === 0 || bucket.length > 2) return constant(null);
    const [variant = null, weight = 1] = bucket;
    const folded = fold(variant);
    if (!isPrimitive(folded)) mayBeInvalid = true;
    const known = onlyValue(fold(weight));
    if (known === undefined) {
      mayBeInvalid = true;
      served.push(folded);
      continue;
    }
    if (typeof known !== "number" || !Number.isInteger(known)) return constant(null);
    if (known <= 0) continue;
    total += known;
    served.push(folded);
  }
  if (total > maxTotalWeight) return constant(null);
  const isEmpty = total === 0 || mayBeInvalid;
  return union(isEmpty ? [...served, constant(null)] : served);
}

function isPrimitive(folded: Folded): boolean {
  return (
    folded.rest !== "any" &&
    folded.outcomes.every(({ value }) => value === null || typeof value !== "object")
  );
}
