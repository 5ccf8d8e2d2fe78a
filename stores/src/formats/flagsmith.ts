import { booleanOf, fieldOf, itemsOf, numberOf, quoted, stringOf, toJson } from "@halyard/core";
import type { DataNode, EnvironmentState, JsonValue, Shape } from "@halyard/core";
import { dateOf } from "../reading/dates.js";
import { allOf, anyOf, not } from "../reading/prerequisites.js";
import {
  always,
  firstMatch,
  just,
  never,
  sometimes,
  stateOf,
  unclear,
  unclearOutcome,
} from "../reading/serving.js";
import type { Outcome, Rule, When } from "../reading/serving.js";
import { any, date, list, number, record, words, yesNo } from "../reading/shapes.js";
import { storeFormat } from "../reading/storeFormat.js";
import type { StoreFlag } from "../reading/storeFormat.js";
import { Variants } from "../reading/variants.js";

const feature = record("a feature", { name: words, type: words }, ["name"]);
const option = record("an option", { value: any });
const state = record(
  "a feature state",
  {
    feature,
    enabled: yesNo,
    feature_state_value: any,
    feature_segment: record("a segment's priority", { priority: number }),
    multivariate_feature_state_values: list(
      record("a share", { percentage_allocation: number, multivariate_feature_option: option }),
    ),
  },
  ["feature", "enabled"],
);
const condition = record("a condition", {
  operator: words,
  property_: words,
  property: words,
  value: any,
});
/** Rules hold rules; a segment of the product has two levels, and nobody writes more than four. */
const ruleOfRules = (rules: Shape): Shape =>
  record("a rule", { type: words, rules: list(rules), conditions: list(condition) });
const rule = ruleOfRules(ruleOfRules(ruleOfRules(ruleOfRules(any))));
const segment = record("a segment", {
  id: number,
  name: words,
  rules: list(rule),
  feature_states: list(state),
});
const identity = record("an identity", { identifier: words, identity_features: list(state) });
const project = record("a project", { hide_disabled_flags: yesNo, segments: list(segment) });

/**
 * Flagsmith's environment document.
 *
 * Overrides of identities come first, then those of segments by priority, then the environment's own state. Segments
 * and the shares of a multivariate feature are for identities alone: flags of the environment know neither.
 */
export const flagsmith = storeFormat({
  whole: "The Flagsmith environment document",
  shape: record(
    "an environment document",
    {
      name: words,
      updated_at: date,
      project,
      feature_states: list(state),
      identity_overrides: list(identity),
    },
    ["feature_states"],
  ),
  sharedOf: (root) => [fieldOf(root, "project"), fieldOf(root, "identity_overrides")],
  flagsOf: (root) => {
    const place: Place = {
      environment: stringOf(fieldOf(root, "name")),
      since: dateOf(fieldOf(root, "updated_at")),
      overrides: overridesOf(root),
      isHiding: booleanOf(fieldOf(fieldOf(root, "project"), "hide_disabled_flags")) === true,
    };
    return itemsOf(fieldOf(root, "feature_states")).flatMap((node) => flagOf(node, place) ?? []);
  },
});

/** A state that some identities have instead of the environment's. */
interface Override {
  readonly when: When;
  readonly node: DataNode;
}

interface Place {
  readonly environment: string | undefined;
  readonly since: string | undefined;
  /** By feature, those that win first. */
  readonly overrides: ReadonlyMap<string, readonly Override[]>;
  readonly isHiding: boolean;
}

function nameOf(node: DataNode): string {
  return stringOf(fieldOf(fieldOf(node, "feature"), "name")) ?? "";
}

function overridesOf(root: DataNode): Place["overrides"] {
  const found = new Map<string, (Override & { readonly priority: number })[]>();
  const add = (node: DataNode, when: When, priority: number): void => {
    const name = nameOf(node);
    const earlier = found.get(name) ?? [];
    found.set(name, [...earlier, { when, node, priority }]);
  };
  for (const one of itemsOf(fieldOf(root, "identity_overrides"))) {
    const who = stringOf(fieldOf(one, "identifier")) ?? "";
    const when = sometimes({ by: "targets", attribute: "identity", values: [who], count: 1 });
    for (const node of itemsOf(fieldOf(one, "identity_features")))
      add(node, when, Number.NEGATIVE_INFINITY);
  }
  const segments = [...itemsOf(fieldOf(fieldOf(root, "project"), "segments"))];
  // Of equal priorities the lower id wins: the engine keeps segments by number.
  segments.sort((a, b) => (numberOf(fieldOf(a, "id")) ?? 0) - (numberOf(fieldOf(b, "id")) ?? 0));
  for (const one of segments) {
    const when = whenSegment(one);
    for (const node of itemsOf(fieldOf(one, "feature_states"))) {
      const priority = numberOf(fieldOf(fieldOf(node, "feature_segment"), "priority"));
      add(node, when, priority ?? Number.POSITIVE_INFINITY);
    }
  }
  for (const group of found.values()) group.sort((a, b) => compare(a.priority, b.priority));
  return found;
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** What only an identity can have. */
const hasIdentity: When = { ...always, needs: ["identity"] };

function whenSegment(node: DataNode): When {
  const rules = itemsOf(fieldOf(node, "rules"));
  if (rules.length === 0) return never;
  return allOf([hasIdentity, ...rules.map(whenRule)]);
}

function whenRule(node: DataNode): When {
  const type = stringOf(fieldOf(node, "type")) ?? "";
  const conditions = itemsOf(fieldOf(node, "conditions")).map(whenCondition);
  const rules = itemsOf(fieldOf(node, "rules")).map(whenRule);
  return allOf(
    [conditions, rules].filter((one) => one.length > 0).map((one) => combined(type, one)),
  );
}

function combined(type: string, whens: readonly When[]): When {
  if (type === "ALL") return allOf(whens);
  if (type === "ANY") return anyOf(whens);
  if (type === "NONE") return allOf(whens.map(not));
  return unclear(`a segment has a rule of the type ${quoted(type)}`);
}

const operators = new Set(
  "EQUAL NOT_EQUAL GREATER_THAN GREATER_THAN_INCLUSIVE LESS_THAN LESS_THAN_INCLUSIVE CONTAINS NOT_CONTAINS REGEX MODULO IS_SET IS_NOT_SET IN".split(
    " ",
  ),
);

function whenCondition(node: DataNode): When {
  const operator = stringOf(fieldOf(node, "operator")) ?? "";
  const property =
    stringOf(fieldOf(node, "property_")) ?? stringOf(fieldOf(node, "property")) ?? "";
  if (operator === "PERCENTAGE_SPLIT") {
    const value = fieldOf(node, "value");
    const percent = Number(stringOf(value) ?? numberOf(value) ?? Number.NaN);
    if (percent >= 100) return property === "" ? always : { ...always, needs: [property] };
    return sometimes({ by: "rule", attribute: property === "" ? "identity" : property });
  }
  if (!operators.has(operator)) return unclear(`a segment compares with ${quoted(operator)}`);
  return sometimes({ by: "segment", attribute: property });
}

function flagOf(node: DataNode, place: Place): StoreFlag | undefined {
  const written = fieldOf(fieldOf(node, "feature"), "name");
  const key = stringOf(written);
  if (written === undefined || key === undefined) return undefined;
  const overrides = place.overrides.get(key) ?? [];
  const states = [node, ...overrides.map((one) => one.node)];
  const isPlain = states.every((one) => valuesOf(one).length === 0);
  const variants = new Variants(isPlain ? [true, false] : states.flatMap(valuesOf));
  const outcome = (one: DataNode): Outcome => outcomeOf(one, isPlain, variants, place);
  const rules: Rule[] = overrides.map((one) => ({ when: one.when, outcome: outcome(one.node) }));
  const serving = firstMatch(rules, outcome(node));
  const read: EnvironmentState = stateOf(
    serving,
    place.since === undefined ? {} : { since: place.since },
  );
  return {
    key,
    keySpan: written.span,
    span: node.span,
    parts: overrides.map((one) => one.node.span),
    variants: variants.values,
    states: new Map([[place.environment, read]]),
    fields: { defaultVariant: fieldOf(node, "enabled") },
  };
}

function sharesOf(node: DataNode): readonly (readonly [value: JsonValue, percent: number])[] {
  return itemsOf(fieldOf(node, "multivariate_feature_state_values")).map((share) => {
    const value = fieldOf(fieldOf(share, "multivariate_feature_option"), "value");
    return [value ? toJson(value) : null, numberOf(fieldOf(share, "percentage_allocation")) ?? 0];
  });
}

/** Every value that a state may give, its own first; none for a feature that is only on or off. */
function valuesOf(node: DataNode): readonly JsonValue[] {
  const own = fieldOf(node, "feature_state_value");
  const values = [own ? toJson(own) : null, ...sharesOf(node).map(([value]) => value)];
  return values.filter((value) => value !== null && value !== "");
}

function outcomeOf(
  node: DataNode,
  isPlain: boolean,
  variants: Variants,
  { isHiding }: Place,
): Outcome {
  const isOn = booleanOf(fieldOf(node, "enabled")) === true;
  if (!isOn && isHiding) return unclearOutcome("the project hides flags that are off");
  if (isPlain) return just(variants.nameOf(isOn));
  // The SDKs tell whether a feature is on and which value it has apart from each other.
  if (!isOn) return unclearOutcome("it is off for some or all, yet has a value");
  const own = fieldOf(node, "feature_state_value");
  const value = own ? toJson(own) : null;
  const control = value === null || value === "" ? null : variants.nameOf(value);
  const split = sharesOf(node);
  if (split.length === 0) return control === null ? noValue : just(control);
  if (control === null || split.some(([one]) => one === null || one === "")) return noValue;
  const shares = new Map<string, number>();
  let rest = 100;
  for (const [one, percent] of split) {
    const name = variants.nameOf(one);
    shares.set(name, (shares.get(name) ?? 0) + percent);
    rest -= percent;
  }
  if (rest > 0) shares.set(control, (shares.get(control) ?? 0) + rest);
  return { shares, needs: { attributes: ["identity"], otherwise: control } };
}

const noValue = unclearOutcome("it is on without a value for some or all");
