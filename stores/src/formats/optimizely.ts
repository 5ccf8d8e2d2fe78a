import { booleanOf, fieldOf, itemsOf, numberOf, stringOf } from "@halyard/core";
import type { DataNode, JsonValue } from "@halyard/core";
import { byField, rowsOf } from "../reading/rows.js";
import type { Row } from "../reading/rows.js";
import {
  always,
  firstMatch,
  just,
  servingOf,
  sometimes,
  stateOf,
  unclearOutcome,
} from "../reading/serving.js";
import type { Outcome, Rule, Serving, When } from "../reading/serving.js";
import { any, list, number, record, words, yesNo } from "../reading/shapes.js";
import { storeFormat } from "../reading/storeFormat.js";
import type { StoreFlag } from "../reading/storeFormat.js";
import { onOff } from "../reading/variants.js";

const variation = record("a variation", { id: words, key: words, featureEnabled: yesNo }, ["id"]);
const experiment = record("an experiment", {
  id: words,
  status: words,
  audienceIds: list(any),
  audienceConditions: any,
  variations: list(variation),
  trafficAllocation: list(
    record("an allocation", { entityId: words, endOfRange: number }, ["endOfRange"]),
  ),
});
const feature = record(
  "a feature",
  { key: words, rolloutId: words, experimentIds: list(words), variables: list(any) },
  ["key"],
);

/**
 * Optimizely's datafile, version 4: one environment.
 *
 * Running experiments come first, then the rules of the rollout; whoever fits a rule's audience but not its share
 * goes on to the last rule, which is for everyone else. Traffic is counted in 10,000 parts.
 */
export const optimizely = storeFormat({
  whole: "The Optimizely datafile",
  shape: record(
    "an Optimizely datafile",
    {
      environmentKey: words,
      featureFlags: list(feature),
      rollouts: list(record("a rollout", { id: words, experiments: list(experiment) }, ["id"])),
      experiments: list(experiment),
      groups: list(record("a group", { experiments: list(experiment) })),
      holdouts: list(any),
    },
    ["featureFlags"],
  ),
  sharedOf: (root) =>
    ["rollouts", "experiments", "groups", "holdouts"].map((name) => fieldOf(root, name)),
  flagsOf: (root) => {
    const groups = itemsOf(fieldOf(root, "groups"));
    const experiments = new Map([
      ...byField(fieldOf(root, "experiments"), "id"),
      ...groups.flatMap((group) => [...byField(fieldOf(group, "experiments"), "id")]),
    ]);
    const place: Place = {
      environment: stringOf(fieldOf(root, "environmentKey")),
      rollouts: byField(fieldOf(root, "rollouts"), "id"),
      experiments,
      hasHoldouts: itemsOf(fieldOf(root, "holdouts")).length > 0,
    };
    return rowsOf(fieldOf(root, "featureFlags"), "key").map((row) => flagOf(row, place));
  },
});

interface Place {
  readonly environment: string | undefined;
  readonly rollouts: ReadonlyMap<string, DataNode>;
  readonly experiments: ReadonlyMap<string, DataNode>;
  readonly hasHoldouts: boolean;
}

function flagOf({ key, keySpan, node }: Row, place: Place): StoreFlag {
  const rollout = place.rollouts.get(stringOf(fieldOf(node, "rolloutId")) ?? "");
  const rules = itemsOf(fieldOf(rollout, "experiments"));
  const isPlain = itemsOf(fieldOf(node, "variables")).length === 0;
  const serving = servingOfFeature(node, rules, isPlain, place);
  return {
    key,
    keySpan,
    span: node.span,
    parts: rollout === undefined ? [] : [rollout.span],
    variants: isPlain ? onOff : variantsOf(rules),
    states: new Map([[place.environment, stateOf(serving)]]),
    fields: { defaultVariant: fieldOf(node, "rolloutId") },
  };
}

/** Variations carry variables, so that they are told apart by their keys. */
function variantsOf(rules: readonly DataNode[]): ReadonlyMap<string, JsonValue> {
  const names = rules
    .flatMap((rule) => itemsOf(fieldOf(rule, "variations")))
    .map((one) => nameOf(one, false));
  return new Map([...names, "off"].map((name) => [name, name]));
}

function nameOf(node: DataNode, isPlain: boolean): string {
  if (booleanOf(fieldOf(node, "featureEnabled")) !== true) return "off";
  return isPlain ? "on" : (stringOf(fieldOf(node, "key")) ?? stringOf(fieldOf(node, "id")) ?? "on");
}

function servingOfFeature(
  node: DataNode,
  rules: readonly DataNode[],
  isPlain: boolean,
  place: Place,
): Serving {
  if (place.hasHoldouts) return servingOf(unclearOutcome("a holdout keeps some out"));
  const running = itemsOf(fieldOf(node, "experimentIds")).some((id) => {
    const status = stringOf(fieldOf(place.experiments.get(stringOf(id) ?? ""), "status"));
    return status === undefined || status === "Running";
  });
  const served = firstMatch(
    rules.map((rule) => ruleOf(rule, isPlain)),
    just("off"),
  );
  if (!running) return served;
  return { ...served, exceptions: [{ variant: "off", by: "experiment" }, ...served.exceptions] };
}

const wholeTraffic = 10_000;

function ruleOf(node: DataNode, isPlain: boolean): Rule {
  const variations = byField(fieldOf(node, "variations"), "id");
  const shares = new Map<string, number>();
  let start = 0;
  let served = 0;
  for (const one of itemsOf(fieldOf(node, "trafficAllocation"))) {
    const end = Math.min(numberOf(fieldOf(one, "endOfRange")) ?? 0, wholeTraffic);
    const target = variations.get(stringOf(fieldOf(one, "entityId")) ?? "");
    const size = Math.max(0, end - start);
    start = Math.max(start, end);
    if (target === undefined || size === 0) continue;
    const name = nameOf(target, isPlain);
    shares.set(name, (shares.get(name) ?? 0) + size);
    served += size;
  }
  const audience = whenAudience(node);
  const outcome: Outcome = { shares };
  if (served >= wholeTraffic) return { when: audience, outcome };
  return {
    when:
      served === 0
        ? { applies: "never" }
        : sometimes({ by: "rule", percent: (100 * served) / wholeTraffic }),
    outcome,
  };
}

function whenAudience(node: DataNode): When {
  const conditions = fieldOf(node, "audienceConditions");
  const isOpen =
    itemsOf(fieldOf(node, "audienceIds")).length === 0 &&
    (conditions === undefined || conditions.kind === "null" || itemsOf(conditions).length === 0);
  const isWritten = conditions?.kind === "string" || conditions?.kind === "object";
  return isOpen && !isWritten ? always : sometimes({ by: "segment" });
}
