import { booleanOf, fieldOf, itemsOf, numberOf, stringOf } from "@halyard/core";
import type { DataNode, JsonValue } from "@halyard/core";
import { allOf, resolving, whenServes } from "../reading/prerequisites.js";
import type { ServingOf } from "../reading/prerequisites.js";
import { mapRowsOf } from "../reading/rows.js";
import type { Row } from "../reading/rows.js";
import {
  always,
  firstMatch,
  just,
  never,
  servingOf,
  sometimes,
  stateOf,
  unclear,
  unclearOutcome,
} from "../reading/serving.js";
import type { Outcome, Rule, Serving, When } from "../reading/serving.js";
import { any, list, map, number, position, record, words, yesNo } from "../reading/shapes.js";
import { storeFormat } from "../reading/storeFormat.js";
import type { Reading, StoreFlag } from "../reading/storeFormat.js";
import { Variants } from "../reading/variants.js";

const value = record("a value", { b: yesNo, s: words, i: number, d: number });
const served = record("a served value", { v: value });
const option = record("a percentage option", { p: number, v: value }, ["p", "v"]);
const condition = record("a condition", {
  u: record("a condition on the user", { a: words, c: number, l: list(any) }),
  p: record("a condition on a flag", { f: words, c: number, v: value }),
  s: record("a condition on a segment", { s: position, c: number }),
});
const rule = record("a targeting rule", { c: list(condition), s: served, p: list(option) });
const setting = record(
  "a setting",
  { t: number, v: value, a: words, r: list(rule), p: list(option) },
  ["v"],
);

/**
 * ConfigCat's config JSON, version 6: one config in one environment.
 *
 * The first targeting rule that matches decides, then the percentage options, then the value for everyone else.
 * Percentage options are skipped for a missing user or attribute; where they do not sum to 100 the SDKs fail.
 */
export const configcat = storeFormat({
  whole: "The ConfigCat config",
  shape: record("a ConfigCat config", { f: map(setting), s: list(any) }, ["f"]),
  sharedOf: (root) => [fieldOf(root, "s")],
  flagsOf: (root, reading) => {
    const rows = mapRowsOf(fieldOf(root, "f"));
    const settings = new Map(rows.map((row) => [row.key, { row, variants: variantsOf(row) }]));
    const servings = resolving((key, servingOfFlag) => {
      const one = settings.get(key);
      return one && servingOfSetting(one, { settings, servingOfFlag, reading });
    });
    return [...settings.values()].map((one) => flagOf(one, servings));
  },
});

interface Setting {
  readonly row: Row;
  readonly variants: Variants;
}

interface Place {
  readonly settings: ReadonlyMap<string, Setting>;
  readonly servingOfFlag: ServingOf;
  readonly reading: Reading;
}

/** A value under the key of its type. */
function valueOf(node: DataNode | undefined): JsonValue | undefined {
  const text = stringOf(fieldOf(node, "s"));
  return (
    booleanOf(fieldOf(node, "b")) ??
    text ??
    numberOf(fieldOf(node, "i")) ??
    numberOf(fieldOf(node, "d"))
  );
}

function variantsOf({ node }: Row): Variants {
  const variants = new Variants();
  const add = (place: DataNode | undefined): void => {
    const found = valueOf(fieldOf(place, "v"));
    if (found !== undefined) variants.nameOf(found);
  };
  add(node);
  for (const place of itemsOf(fieldOf(node, "r"))) {
    add(fieldOf(place, "s"));
    for (const one of itemsOf(fieldOf(place, "p"))) add(one);
  }
  for (const one of itemsOf(fieldOf(node, "p"))) add(one);
  return variants;
}

function flagOf({ row, variants }: Setting, servings: ServingOf): StoreFlag {
  const { key, keySpan, node } = row;
  const serving = servings(key) ?? servingOf(unclearOutcome("it is not in the file"));
  return {
    key,
    keySpan,
    span: node.span,
    variants: variants.values,
    states: new Map([[undefined, stateOf(serving)]]),
    lifecycle: { prerequisites: prerequisitesOf(row) },
    fields: { defaultVariant: fieldOf(node, "v") },
  };
}

function conditionsOf(node: DataNode): readonly DataNode[] {
  return itemsOf(fieldOf(node, "r")).flatMap((one) => itemsOf(fieldOf(one, "c")));
}

/** The settings that this one leans on; a variant is called by its value, the same way everywhere. */
function prerequisitesOf({
  node,
}: Row): readonly { readonly flag: string; readonly variant: string }[] {
  return conditionsOf(node).flatMap((one) => {
    const parent = fieldOf(one, "p");
    const flag = stringOf(fieldOf(parent, "f"));
    const wanted = valueOf(fieldOf(parent, "v"));
    if (flag === undefined || wanted === undefined) return [];
    return [{ flag, variant: new Variants().nameOf(wanted) }];
  });
}

function servingOfSetting({ row, variants }: Setting, place: Place): Serving {
  const { node } = row;
  const fault = place.reading.faultIn(node.span);
  if (fault !== undefined) return servingOf(unclearOutcome(fault));
  const attribute = stringOf(fieldOf(node, "a")) ?? "Identifier";
  const rules = itemsOf(fieldOf(node, "r")).map((one): Rule => {
    const when = allOf(itemsOf(fieldOf(one, "c")).map((part) => whenMet(part, place)));
    const options = itemsOf(fieldOf(one, "p"));
    if (options.length === 0) return { when, outcome: plain(fieldOf(one, "s"), variants) };
    return { when: allOf([when, hasAttribute(attribute)]), outcome: split(options, variants) };
  });
  const options = itemsOf(fieldOf(node, "p"));
  if (options.length > 0) {
    rules.push({ when: hasAttribute(attribute), outcome: split(options, variants) });
  }
  return firstMatch(rules, plain(node, variants));
}

function hasAttribute(attribute: string): When {
  return { ...always, needs: [attribute] };
}

function plain(node: DataNode | undefined, variants: Variants): Outcome {
  const found = valueOf(fieldOf(node, "v"));
  return found === undefined
    ? unclearOutcome("a rule of it has no value")
    : just(variants.nameOf(found));
}

function split(options: readonly DataNode[], variants: Variants): Outcome {
  const shares = new Map<string, number>();
  let sum = 0;
  for (const one of options) {
    const percent = numberOf(fieldOf(one, "p")) ?? 0;
    const found = valueOf(fieldOf(one, "v"));
    if (found === undefined || percent < 0)
      return unclearOutcome("a percentage option has no value");
    const name = variants.nameOf(found);
    shares.set(name, (shares.get(name) ?? 0) + percent);
    sum += percent;
  }
  if (sum !== 100) return unclearOutcome(`its percentage options sum to ${sum}, not to 100`);
  return { shares };
}

/** Comparators of conditions on the user, by ConfigCat's numbers. */
const isOneOf = 0;
const lastComparator = 35;

function whenMet(node: DataNode, { settings, servingOfFlag }: Place): When {
  const user = fieldOf(node, "u");
  const parent = fieldOf(node, "p");
  const comparator = numberOf(fieldOf(user ?? parent, "c")) ?? 0;
  if (user !== undefined) {
    if (comparator < 0 || comparator > lastComparator) {
      return unclear(`a condition of it has the comparator ${comparator}, which is not known`);
    }
    const values = fieldOf(user, "l");
    if (comparator === isOneOf && values?.kind === "array" && values.items.length === 0)
      return never;
    return sometimes({ by: "rule", attribute: stringOf(fieldOf(user, "a")) ?? "" });
  }
  if (parent === undefined) {
    return fieldOf(node, "s")
      ? sometimes({ by: "segment" })
      : unclear("a condition of it is empty");
  }
  const key = stringOf(fieldOf(parent, "f")) ?? "";
  const wanted = valueOf(fieldOf(parent, "v"));
  const other = settings.get(key);
  if (wanted === undefined) return unclear("a condition of it has no value");
  const name = other && [...other.variants.values].find(([, one]) => one === wanted)?.[0];
  const isEqual = comparator === 0;
  return whenServes(servingOfFlag(key), key, (variant) => (variant === name) === isEqual);
}
