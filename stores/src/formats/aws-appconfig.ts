import {
  booleanOf,
  canonicalJson,
  entriesOf,
  fieldOf,
  itemsOf,
  stringOf,
  toJson,
} from "@halyard/core";
import type { DataNode, JsonObject } from "@halyard/core";
import { dateOf } from "../reading/dates.js";
import { mapRowsOf } from "../reading/rows.js";
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
import type { Rule, Serving } from "../reading/serving.js";
import { any, date, list, map, record, words, yesNo } from "../reading/shapes.js";
import { storeFormat } from "../reading/storeFormat.js";
import type { StoreFlag } from "../reading/storeFormat.js";
import { Variants } from "../reading/variants.js";

const flag = record("a flag", {
  name: words,
  description: words,
  _createdAt: date,
  _deprecation: record("a deprecation", { status: words, date }),
});
const variant = record("a variant", {
  name: words,
  enabled: yesNo,
  rule: words,
  attributeValues: map(any),
});

/**
 * AWS AppConfig's feature flags: one version, which is deployed to one environment.
 *
 * The first variant whose rule holds decides; the one without a rule is for everyone else. When a version was deployed
 * stands elsewhere, so that the file says of no state since when it holds.
 */
export const awsAppconfig = storeFormat({
  whole: "The AppConfig flags",
  shape: record(
    "AppConfig flags",
    {
      flags: map(flag),
      values: map(record("a value", { enabled: yesNo, _variants: list(variant) })),
    },
    ["flags"],
  ),
  flagsOf: (root) => {
    const values = new Map(mapRowsOf(fieldOf(root, "values")).map((row) => [row.key, row.node]));
    return mapRowsOf(fieldOf(root, "flags")).map((row) => flagOf(row, values.get(row.key)));
  },
});

function flagOf({ key, keySpan, node }: Row, value: DataNode | undefined): StoreFlag {
  const cases = casesOf(value);
  const isPlain = new Set(cases.map((one) => canonicalJson(attributesOf(one)))).size <= 1;
  const variants = new Variants(isPlain ? [true, false] : []);
  const serving = servingOfCases(cases, isPlain, variants);
  const deprecation = fieldOf(fieldOf(node, "_deprecation"), "date");
  return {
    key,
    keySpan,
    span: node.span,
    parts: value === undefined ? [] : [value.span],
    description: stringOf(fieldOf(node, "description")),
    variants: variants.values,
    states: new Map([[undefined, stateOf(serving)]]),
    lifecycle: {
      created: dateOf(fieldOf(node, "_createdAt"))?.slice(0, 10),
      expires: stringOf(deprecation),
    },
    fields: {
      "lifecycle.created": fieldOf(node, "_createdAt"),
      "lifecycle.expires": deprecation,
      defaultVariant: value,
    },
  };
}

function casesOf(value: DataNode | undefined): readonly DataNode[] {
  const variants = fieldOf(value, "_variants");
  if (value === undefined) return [];
  return variants === undefined || variants.kind === "null" ? [value] : itemsOf(variants);
}

/** What a case says besides the switch: its attributes, beside it or in a block of their own. */
function attributesOf(node: DataNode): JsonObject {
  const block = fieldOf(node, "attributeValues");
  const isVariant = ["name", "rule"].some((name) => fieldOf(node, name) !== undefined);
  const beside = isVariant ? [] : entriesOf(node).filter(({ key }) => key !== "enabled");
  const own = block === undefined || block.kind === "null" ? beside : entriesOf(block);
  return Object.fromEntries(own.map(({ key, value }) => [key, toJson(value)]));
}

function servingOfCases(cases: readonly DataNode[], isPlain: boolean, variants: Variants): Serving {
  if (cases.length === 0) return servingOf(unclearOutcome("the file has no value for it"));
  const rules = cases.map((one): Rule => {
    const enabled = booleanOf(fieldOf(one, "enabled"));
    const rule = stringOf(fieldOf(one, "rule"));
    const when = rule === undefined ? always : sometimes({ by: "rule", attribute: rule });
    if (enabled === undefined)
      return { when, outcome: unclearOutcome("a value of it does not say whether it is enabled") };
    const attributes = attributesOf(one);
    const whole = { ...attributes, enabled };
    const name = stringOf(fieldOf(one, "name"));
    return {
      when,
      outcome: just(isPlain ? variants.nameOf(enabled) : variants.nameOf(whole, name)),
    };
  });
  return firstMatch(rules, unclearOutcome("none of its variants is for everyone else"));
}
