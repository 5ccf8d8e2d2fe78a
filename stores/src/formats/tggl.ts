import { booleanOf, fieldOf, itemsOf, numberOf, quoted, stringOf, toJson } from "@halyard/core";
import type { DataNode, JsonValue } from "@halyard/core";
import { allOf } from "../reading/prerequisites.js";
import { rowsOf } from "../reading/rows.js";
import type { Row } from "../reading/rows.js";
import {
  always,
  firstMatch,
  just,
  never,
  sometimes,
  stateOf,
  unclear,
} from "../reading/serving.js";
import type { Outcome, When } from "../reading/serving.js";
import { any, list, number, oneOf, record, words, yesNo } from "../reading/shapes.js";
import { storeFormat } from "../reading/storeFormat.js";
import type { StoreFlag } from "../reading/storeFormat.js";
import { Variants } from "../reading/variants.js";

const variation = record("a variation", { active: yesNo, value: any }, ["active"]);
const rule = record(
  "a rule",
  {
    key: words,
    operator: words,
    negate: yesNo,
    values: list(any),
    rangeStart: number,
    rangeEnd: number,
  },
  ["operator"],
);
const condition = record("a condition", { rules: list(rule), variation }, ["rules", "variation"]);
const flag = record(
  "a flag",
  { slug: words, defaultVariation: variation, conditions: list(condition) },
  ["slug", "defaultVariation"],
);

/**
 * Tggl's config: the active flags of one environment.
 *
 * The first condition whose rules all match decides, then the default variation. A percentage rule matches no context
 * that lacks its key, 100 % or not. An inactive variation is the code's own default value; an active one whose value
 * is null counts as on.
 */
export const tggl = storeFormat({
  whole: "The Tggl config",
  shape: oneOf(list(flag), record("a Tggl config", { config: list(flag) }, ["config"])),
  flagsOf: (root) => rowsOf(fieldOf(root, "config") ?? root, "slug").map(flagOf),
});

function flagOf({ key, keySpan, node }: Row): StoreFlag {
  const conditions = itemsOf(fieldOf(node, "conditions"));
  const fallback = fieldOf(node, "defaultVariation");
  const variations = [fallback, ...conditions.map((one) => fieldOf(one, "variation"))];
  const values = variations.flatMap((one) => activeValue(one) ?? []);
  const variants = new Variants(values.some((one) => one !== true) ? [] : [true, false]);
  const outcomeOf = (one: DataNode | undefined): Outcome => {
    const value = activeValue(one);
    return just(value === undefined ? null : variants.nameOf(value));
  };
  const rules = conditions.map((one) => ({
    when: allOf(itemsOf(fieldOf(one, "rules")).map(whenRule)),
    outcome: outcomeOf(fieldOf(one, "variation")),
  }));
  const serving = firstMatch(rules, outcomeOf(fallback));
  return {
    key,
    keySpan,
    span: node.span,
    variants: variants.values,
    states: new Map([[undefined, stateOf(serving)]]),
    fields: { defaultVariant: fallback },
  };
}

/** The value of a variation that is on; null is what a flag without a value of its own is on with. */
function activeValue(node: DataNode | undefined): JsonValue | undefined {
  if (booleanOf(fieldOf(node, "active")) !== true) return undefined;
  const value = fieldOf(node, "value");
  return value === undefined || value.kind === "null" ? true : toJson(value);
}

const operators = new Set(
  "EMPTY TRUE STR_EQUAL STR_EQUAL_SOFT STR_CONTAINS STR_STARTS_WITH STR_ENDS_WITH STR_AFTER STR_BEFORE REGEXP EQ LT GT ARR_OVERLAP DATE_AFTER DATE_BEFORE SEMVER_EQ SEMVER_GTE SEMVER_LTE PERCENTAGE".split(
    " ",
  ),
);

function whenRule(node: DataNode): When {
  const operator = stringOf(fieldOf(node, "operator")) ?? "";
  if (!operators.has(operator)) return unclear(`a rule of it compares with ${quoted(operator)}`);
  const attribute = stringOf(fieldOf(node, "key")) ?? "";
  const isNegated = booleanOf(fieldOf(node, "negate")) === true;
  if (operator !== "PERCENTAGE") return sometimes({ by: "rule", attribute });
  // A range without a start or an end holds nothing.
  const start = numberOf(fieldOf(node, "rangeStart")) ?? Number.POSITIVE_INFINITY;
  const end = numberOf(fieldOf(node, "rangeEnd")) ?? Number.NEGATIVE_INFINITY;
  const isWhole = start <= 0 && end >= 1;
  const isEmpty = end <= start || end <= 0 || start >= 1;
  if (isNegated ? isWhole : isEmpty) return never;
  if (isNegated ? isEmpty : isWhole) return { ...always, needs: [attribute] };
  return sometimes({ by: "rule", attribute });
}
