import {
  booleanOf,
  canonicalJson,
  entriesOf,
  fieldOf,
  itemsOf,
  numberOf,
  stringOf,
  toJson,
} from "@halyard/core";
import type { DataNode, JsonValue } from "@halyard/core";
import { allOf, not, whenServes } from "../../reading/prerequisites.js";
import type { ServingOf } from "../../reading/prerequisites.js";
import type { Row } from "../../reading/rows.js";
import {
  always,
  firstMatch,
  just,
  never,
  servingOf,
  sometimes,
  unclear,
  unclearOutcome,
} from "../../reading/serving.js";
import type { Outcome, Rule, Serving, When } from "../../reading/serving.js";
import type { Variants } from "../../reading/variants.js";

/** A feature with its values, which have the same names everywhere. */
export interface Feature {
  readonly row: Row;
  readonly variants: Variants;
  /** A value as the SDK gives it; undefined where there is none. */
  readonly valueOf: (node: DataNode | undefined) => JsonValue | undefined;
}

/** What rules may ask for besides their own feature. */
export interface Place {
  readonly features: ReadonlyMap<string, Feature>;
  readonly servingOfFlag: ServingOf;
}

/** Every value that a feature may serve, the default first. */
export function valuesOf(node: DataNode, valueOf: Feature["valueOf"]): readonly JsonValue[] {
  const places = [node, ...entriesOf(fieldOf(node, "environments")).map(({ value }) => value)];
  const rules = places.flatMap((place) => itemsOf(fieldOf(place, "rules")));
  const found = [
    ...places.map((place) => fieldOf(place, "defaultValue")),
    ...rules.flatMap((rule) => [
      fieldOf(rule, "force") ?? fieldOf(rule, "value"),
      ...itemsOf(fieldOf(rule, "variations")),
    ]),
  ];
  return found.flatMap((one) => {
    const value = valueOf(one);
    return value === undefined || value === null ? [] : [value];
  });
}

/** GrowthBook answers null for what has no value, and then calls take their own default value. */
function serve(node: DataNode | undefined, { valueOf, variants }: Feature): Outcome {
  const value = valueOf(node);
  return just(value === undefined || value === null ? null : variants.nameOf(value));
}

/** A feature of the SDK's payload. */
export function servingOfPayload(one: Feature, place: Place): Serving {
  const { node } = one.row;
  if (node.kind !== "object") return servingOf(unclearOutcome("it has no definition"));
  const rules = itemsOf(fieldOf(node, "rules")).flatMap((rule) => payloadRules(rule, one, place));
  return firstMatch(rules, serve(fieldOf(node, "defaultValue"), one));
}

/** One rule, after those for prerequisites that block the whole feature. */
function payloadRules(rule: DataNode, one: Feature, place: Place): readonly Rule[] {
  const gates: Rule[] = [];
  const conditions: When[] = [];
  for (const parent of itemsOf(fieldOf(rule, "parentConditions"))) {
    const met = whenParent(parent, place);
    if (booleanOf(fieldOf(parent, "gate")) === true) {
      gates.push({ when: allOf([...conditions, not(met)]), outcome: just(null) });
    }
    conditions.push(met);
  }
  if (itemsOf(fieldOf(rule, "filters")).length > 0) conditions.push(sometimes({ by: "rule" }));
  const force = fieldOf(rule, "force");
  const variations = itemsOf(fieldOf(rule, "variations"));
  if (force === undefined && variations.length < 2) return gates;
  conditions.push(whenCondition(fieldOf(rule, "condition")));
  if (force === undefined) {
    const outcome = { ...serve(variations[0], one), isExperiment: true };
    return [...gates, { when: allOf([...conditions, sometimes({ by: "experiment" })]), outcome }];
  }
  conditions.push(whenIncluded(rule));
  return [...gates, { when: allOf(conditions), outcome: serve(force, one) }];
}

/** A rollout by range or coverage; without either there is nothing to draw by. */
function whenIncluded(rule: DataNode): When {
  const [start, end] = itemsOf(fieldOf(rule, "range")).map(numberOf);
  const coverage = numberOf(fieldOf(rule, "coverage"));
  if (start === undefined && coverage === undefined) return always;
  const attribute = stringOf(fieldOf(rule, "hashAttribute")) ?? "id";
  const isWhole = start === undefined ? (coverage ?? 0) >= 1 : start <= 0 && (end ?? 0) >= 1;
  if (start === undefined && (coverage ?? 0) <= 0) return never;
  if (isWhole) return { ...always, needs: [attribute === "" ? "id" : attribute] };
  return { ...sometimes({ by: "rule", attribute }), needs: [attribute] };
}

/** A targeting condition: an object, or its text, where an empty one holds for everyone. */
function whenCondition(node: DataNode | undefined): When {
  if (node === undefined || node.kind === "null") return always;
  const text = stringOf(node);
  if (text !== undefined) return isEmptyObject(text) ? always : sometimes({ by: "rule" });
  const entries = entriesOf(node);
  if (entries.length === 0) return always;
  const [first] = entries;
  return sometimes({
    by: "rule",
    ...(first && !first.key.startsWith("$") && { attribute: first.key }),
  });
}

function isEmptyObject(text: string): boolean {
  return ["", "{}"].includes(text.replace(/\s+/g, ""));
}

/** Whether another feature's value fits a condition such as `{ "value": true }`. */
function whenParent(node: DataNode, { features, servingOfFlag }: Place): When {
  const key = stringOf(fieldOf(node, "id")) ?? stringOf(node) ?? "";
  const parent = features.get(key);
  const written = fieldOf(node, "condition");
  const condition = conditionOf(written);
  if (condition === undefined)
    return unclear("a prerequisite of it has a condition that is not understood");
  return whenServes(servingOfFlag(key), key, (variant) =>
    condition(variant === null ? null : (parent?.variants.values.get(variant) ?? null)),
  );
}

type Test = (value: JsonValue) => boolean;

function conditionOf(node: DataNode | undefined): Test | undefined {
  const text = stringOf(node);
  if (text !== undefined) return testOf(parsedObject(text));
  return testOf(node === undefined ? {} : toJson(node));
}

function parsedObject(text: string): JsonValue {
  try {
    return text.trim() === "" ? {} : (JSON.parse(text) as JsonValue);
  } catch {
    return null;
  }
}

function testOf(condition: JsonValue): Test | undefined {
  if (condition === null || typeof condition !== "object") return undefined;
  const entries = Object.entries(condition);
  if (entries.length === 0) return () => true;
  const [only] = entries;
  if (entries.length > 1 || only?.[0] !== "value") return undefined;
  const wanted = only[1];
  if (wanted === null || typeof wanted !== "object") return (value) => value === wanted;
  const tests = Object.entries(wanted).map(([operator, operand]) =>
    operatorTest(operator, operand),
  );
  if (tests.length === 0 || tests.includes(undefined)) return undefined;
  return (value) => tests.every((test) => test?.(value));
}

function operatorTest(operator: string, operand: JsonValue): Test | undefined {
  const isOne = (value: JsonValue): boolean => canonicalJson(value) === canonicalJson(operand);
  switch (operator) {
    case "$eq":
      return isOne;
    case "$ne":
      return (value) => !isOne(value);
    case "$exists":
      return (value) => (value !== null) === (operand !== false);
    default:
      return undefined;
  }
}

/** A feature of the API in one environment. */
export function servingOfApi(one: Feature, name: string, place: Place): Serving {
  const { node } = one.row;
  const environment = fieldOf(fieldOf(node, "environments"), name);
  if (environment === undefined)
    return servingOf(unclearOutcome("the file does not say whom it serves"));
  if (booleanOf(fieldOf(environment, "enabled")) !== true) return servingOf(just(null));
  const met = allOf(
    itemsOf(fieldOf(node, "prerequisites")).map((parent) => whenGate(parent, place)),
  );
  const rules = itemsOf(fieldOf(environment, "rules")).flatMap((rule) =>
    apiRules(rule, one, place),
  );
  const fallback = fieldOf(environment, "defaultValue") ?? fieldOf(node, "defaultValue");
  return firstMatch([{ when: not(met), outcome: just(null) }, ...rules], serve(fallback, one));
}

/** A prerequisite of a whole feature; older ones are names alone and ask for true. */
function whenGate(node: DataNode, place: Place): When {
  const key = stringOf(node);
  if (key === undefined) return whenParent(node, place);
  const values = place.features.get(key)?.variants.values;
  return whenServes(
    place.servingOfFlag(key),
    key,
    (variant) => variant !== null && values?.get(variant) === true,
  );
}

function apiRules(rule: DataNode, one: Feature, place: Place): readonly Rule[] {
  if (booleanOf(fieldOf(rule, "enabled")) === false) return [];
  const type = stringOf(fieldOf(rule, "type")) ?? "";
  const groups = [
    ...itemsOf(fieldOf(rule, "savedGroups")),
    ...itemsOf(fieldOf(rule, "savedGroupTargeting")),
  ];
  const conditions = [
    ...itemsOf(fieldOf(rule, "scheduleRules")).map((): When => sometimes({ by: "schedule" })),
    ...groups.map((): When => sometimes({ by: "segment" })),
    ...itemsOf(fieldOf(rule, "prerequisites")).map((parent) => whenGate(parent, place)),
    whenCondition(fieldOf(rule, "condition")),
  ];
  const value = serve(fieldOf(rule, "value"), one);
  if (type === "force") return [{ when: allOf(conditions), outcome: value }];
  if (type === "rollout")
    return [{ when: allOf([...conditions, whenIncluded(rule)]), outcome: value }];
  if (type.startsWith("experiment")) {
    const outcome = { ...value, isExperiment: true };
    return [{ when: allOf([...conditions, sometimes({ by: "experiment" })]), outcome }];
  }
  return [{ when: unclear(`a rule of it has the type ${JSON.stringify(type)}`), outcome: value }];
}
