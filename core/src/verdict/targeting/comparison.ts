import type { JsonValue } from "../../text/json.js";
import { oneOf, onlyValue, riskOf } from "./folded.js";
import type { Folded } from "./folded.js";
import type { Operator } from "./operator.js";

const compare: Readonly<Record<string, (a: JsonValue, b: JsonValue) => boolean>> = {
  "==": (a, b) => a === b,
  "===": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "!==": (a, b) => a !== b,
  "<": (a, b) => Number(a) < Number(b),
  "<=": (a, b) => Number(a) <= Number(b),
  ">": (a, b) => Number(a) > Number(b),
  ">=": (a, b) => Number(a) >= Number(b),
};

/**
 * A comparison. Two constants of one type are compared; everything else may go either way.
 *
 * flagd's engine fails where a loose comparison would turn a value into NaN: `{"==": [{"var": "plan"}, "pro"]}` with
 * a plan that is a number. Only `===` and `!==` never fail.
 */
export function foldComparison(name: string): Operator {
  const isStrict = name === "===" || name === "!==";
  return ({ list, isList }, fold) => {
    const parts = list.map(fold);
    const risk = riskOf(parts);
    const [left, right] = parts;
    if (!isList || left === undefined || right === undefined)
      return { ...oneOf(), ...risk, fails: true };
    const fails = risk.fails || !(isStrict || areAll(parts, isText) || areAll(parts, isNumber));
    const known = parts.length === 2 ? comparedConstants(name, left, right) : undefined;
    return {
      ...(known === undefined ? oneOf(true, false) : oneOf(known)),
      timed: risk.timed,
      fails,
    };
  };
}

function comparedConstants(name: string, left: Folded, right: Folded): boolean | undefined {
  const a = onlyValue(left);
  const b = onlyValue(right);
  if (a === undefined || b === undefined || a === null || typeof a !== typeof b) return undefined;
  const isOrder = name.startsWith("<") || name.startsWith(">");
  if (typeof a === "object" || (isOrder && typeof a !== "number")) return undefined;
  return compare[name]?.(a, b);
}

function areAll(parts: readonly Folded[], fits: (part: Folded) => boolean): boolean {
  return parts.every(fits);
}

function isText(part: Folded): boolean {
  const plain = part.rest === "none" || part.rest === "string";
  return plain && part.outcomes.every(({ value }) => typeof value === "string" || value === null);
}

function isNumber(part: Folded): boolean {
  const plain = part.rest === "none" || part.rest === "number";
  return plain && part.outcomes.every(({ value }) => typeof value === "number");
}
