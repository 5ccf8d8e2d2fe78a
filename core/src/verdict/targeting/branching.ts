import { constant, oneOf, riskOf, truthOf, union } from "./folded.js";
import type { Folded } from "./folded.js";
import { isTrue } from "./folded.js";
import type { Operator } from "./operator.js";

const failure: Folded = { outcomes: [], rest: "none", fails: true, timed: false };

/** `if [condition, then, condition, then, …, else]`; without an else it yields null. */
export const foldBranches: Operator = ({ list, isList }, fold) => {
  if (!isList) return failure;
  const parts = list.map(fold);
  const [only] = parts;
  if (parts.length < 2) return only ?? constant(null);
  if (parts.length % 2 === 0) parts.push(constant(null));
  const reachable: Folded[] = [];
  let timed = false;
  for (let i = 0; i < parts.length; i += 2) {
    const condition = parts[i];
    const then = parts[i + 1];
    if (condition === undefined) break;
    if (then === undefined) {
      reachable.push(condition);
      break;
    }
    const { mayHold, mayFail } = truthOf(condition);
    timed ||= condition.timed && mayHold && mayFail;
    if (mayHold) reachable.push(then);
    if (!mayFail) break;
  }
  // Parts that are never reached count too: a constant one that fails spoils the whole expression.
  const result = union(reachable);
  return { ...result, timed: timed || result.timed, fails: riskOf(parts).fails };
};

/** `and`: the first operand that is false, else the last one. */
export const foldAll: Operator = (operands, fold) => chain(operands, fold, false);

/** `or`: the first operand that is true, else the last one. */
export const foldAny: Operator = (operands, fold) => chain(operands, fold, true);

function chain(
  { list, isList }: Parameters<Operator>[0],
  fold: Parameters<Operator>[1],
  stopsAt: boolean,
): Folded {
  if (!isList) return failure;
  if (list.length === 0) return constant(null);
  const parts = list.map(fold);
  const reachable: Folded[] = [];
  for (const [index, part] of parts.entries()) {
    const { mayHold, mayFail } = truthOf(part);
    const mayStop = stopsAt ? mayHold : mayFail;
    const mayGoOn = stopsAt ? mayFail : mayHold;
    if (index === parts.length - 1 || !mayGoOn) {
      reachable.push(part);
      break;
    }
    if (!mayStop) continue;
    const outcomes = part.outcomes.filter(({ value }) => isTrue(value) === stopsAt);
    reachable.push({ ...part, outcomes });
  }
  return { ...union(reachable), ...riskOf(parts) };
}

/** `!` and `!!`. */
export function foldNot(negates: boolean): Operator {
  return ({ list }, fold) => {
    const [operand = null] = list;
    const part = fold(operand);
    const { mayHold, mayFail } = truthOf(part);
    const values = [...(mayHold ? [!negates] : []), ...(mayFail ? [negates] : [])];
    return { ...oneOf(...values), ...riskOf(list.map(fold)) };
  };
}
