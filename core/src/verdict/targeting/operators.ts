import { foldBranches, foldAll, foldAny, foldNot } from "./branching.js";
import { foldComparison } from "./comparison.js";
import { riskOf } from "./folded.js";
import { foldFractional } from "./fractional.js";
import type { Operator } from "./operator.js";
import { foldIn, foldPrefix, foldVersion } from "./membership.js";
import { foldCat, foldVariable } from "./variable.js";

/** Operators whose result stays open and that fail on operands of the wrong kind. */
const opaque: Operator = (operands, fold) => {
  const parts = operands.list.map(fold);
  return { outcomes: [], rest: "any", fails: true, timed: riskOf(parts).timed };
};

/** flagd's operators and JSONLogic's own. What is not listed here makes a verdict unknown. */
export const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ["var", foldVariable],
  ["if", foldBranches],
  ["?:", foldBranches],
  ["and", foldAll],
  ["or", foldAny],
  ["!", foldNot(true)],
  ["!!", foldNot(false)],
  ...["==", "===", "!=", "!==", "<", "<=", ">", ">="].map(
    (name) => [name, foldComparison(name)] as const,
  ),
  ["in", foldIn],
  ["cat", foldCat],
  ["starts_with", foldPrefix((text, part) => text.startsWith(part))],
  ["ends_with", foldPrefix((text, part) => text.endsWith(part))],
  ["sem_ver", foldVersion],
  ["fractional", foldFractional],
  ...["missing", "missing_some", "+", "-", "*", "/", "%", "min", "max", "substr", "merge"].map(
    (name) => [name, opaque] as const,
  ),
  ...["map", "filter", "reduce", "all", "some", "none"].map((name) => [name, opaque] as const),
]);
