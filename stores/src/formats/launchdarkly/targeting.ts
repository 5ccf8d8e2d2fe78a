import { booleanOf, fieldOf, itemsOf, numberOf, quoted, stringOf, toJson } from "@halyard/core";
import type { DataNode } from "@halyard/core";
import { always, just, never, sometimes, unclear, unclearOutcome } from "../../reading/serving.js";
import type { Outcome, Rule } from "../../reading/serving.js";

/** The rules that name contexts by their keys. */
export function targetRules(node: DataNode, count: number): readonly Rule[] {
  const targets = [
    ...itemsOf(fieldOf(node, "contextTargets")),
    ...itemsOf(fieldOf(node, "targets")),
  ];
  return targets.flatMap((one) => {
    const values = itemsOf(fieldOf(one, "values"));
    if (values.length === 0) return [];
    const kind = stringOf(fieldOf(one, "contextKind")) ?? "user";
    const cause = {
      by: "targets" as const,
      attribute: kind,
      values: values.map(toJson),
      count: values.length,
    };
    const outcome = variationOutcome(fieldOf(one, "variation"), count) ?? noVariation;
    return [{ when: sometimes(cause), outcome }];
  });
}

const noVariation = unclearOutcome("a rule of it serves no variation that it has");

/** The operators of clauses, which the SDKs compare alike. */
const operators = new Set(
  "in endsWith startsWith matches contains lessThan lessThanOrEqual greaterThan greaterThanOrEqual before after segmentMatch semVerEqual semVerLessThan semVerGreaterThan".split(
    " ",
  ),
);

/** A targeting rule. */
export function clauseRule(rule: DataNode, count: number): Rule {
  const clauses = itemsOf(fieldOf(rule, "clauses"));
  const outcome = outcomeOf(rule, count);
  if (clauses.length === 0) return { when: always, outcome };
  const odd = clauses
    .map((one) => stringOf(fieldOf(one, "op")) ?? "")
    .find((operator) => !operators.has(operator));
  if (odd !== undefined)
    return { when: unclear(`a rule of it compares with ${quoted(odd)}`), outcome };
  // A clause without a value fits nobody.
  if (clauses.some(isEmptyClause)) return { when: never, outcome };
  const [first] = clauses;
  const values = itemsOf(fieldOf(first, "values"));
  const bySegment = stringOf(fieldOf(first, "op")) === "segmentMatch";
  const attribute = stringOf(fieldOf(first, "attribute")) ?? "";
  const when = sometimes({
    by: bySegment ? "segment" : "rule",
    ...(!bySegment && attribute !== "" && { attribute }),
    values: values.map(toJson),
  });
  return { when, outcome };
}

function isEmptyClause(node: DataNode): boolean {
  const isNegated = booleanOf(fieldOf(node, "negate")) === true;
  return !isNegated && itemsOf(fieldOf(node, "values")).length === 0;
}

/** The outcome of a position among the variations; undefined where none is given. */
export function variationOutcome(node: DataNode | undefined, count: number): Outcome | undefined {
  const at = numberOf(node);
  if (at === undefined) return undefined;
  return at < count ? just(String(at)) : noVariation;
}

/** What a rule serves: a variation, or a split of 100,000. */
export function outcomeOf(node: DataNode | undefined, count: number): Outcome {
  const fixed = variationOutcome(fieldOf(node, "variation"), count);
  if (fixed !== undefined) return fixed;
  const split = fieldOf(node, "rollout");
  const parts = itemsOf(fieldOf(split, "variations"));
  if (parts.length === 0) return noVariation;
  const shares = new Map<string, number>();
  let rest = 100_000;
  for (const part of parts) {
    const at = numberOf(fieldOf(part, "variation"));
    const weight = numberOf(fieldOf(part, "weight")) ?? 0;
    if (at === undefined || at >= count || weight < 0) return noVariation;
    shares.set(String(at), (shares.get(String(at)) ?? 0) + weight);
    rest -= weight;
    if (part === parts.at(-1) && rest > 0)
      shares.set(String(at), (shares.get(String(at)) ?? 0) + rest);
  }
  const experiment = fieldOf(split, "experimentAllocation");
  const isExperiment =
    stringOf(fieldOf(split, "kind")) === "experiment" ||
    (experiment !== undefined && experiment.kind !== "null");
  return { shares, isExperiment };
}
