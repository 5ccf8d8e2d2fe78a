import { anything, constant, onlyValue, riskOf } from "./folded.js";
import type { Operator } from "./operator.js";

/** `var name` or `var [name, fallback]`: the flag's key, the clock, or whatever the context holds. */
export const foldVariable: Operator = ({ list }, fold, flagKey) => {
  const name = onlyValue(fold(list[0] ?? null));
  if (name === "$flagd.flagKey") return constant(flagKey);
  const risk = riskOf(list.map(fold));
  if (name === "$flagd.timestamp") {
    return { outcomes: [], rest: "number", fails: risk.fails, timed: true };
  }
  return { ...anything, ...risk };
};

/** `cat`: always a string. */
export const foldCat: Operator = ({ list, isList }, fold) => {
  const parts = list.map(fold);
  const values = parts.map(onlyValue);
  if (isList && values.every((value) => typeof value === "string")) {
    return { ...constant(values.join("")), ...riskOf(parts) };
  }
  const risk = riskOf(parts);
  return { outcomes: [], rest: "string", timed: risk.timed, fails: risk.fails || !isList };
};
