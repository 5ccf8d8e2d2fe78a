import { booleanOf, fieldOf, itemsOf, numberOf, quoted, stringOf, stringsOf } from "@halyard/core";
import type { DataNode, JsonValue } from "@halyard/core";
import { metadataOf } from "../reading/metadata.js";
import { byField, rowsOf } from "../reading/rows.js";
import type { Row } from "../reading/rows.js";
import { allOf, anyOf } from "../reading/prerequisites.js";
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
import { any, list, map, number, oneOf, record, words, yesNo } from "../reading/shapes.js";
import { storeFormat } from "../reading/storeFormat.js";
import type { StoreFlag } from "../reading/storeFormat.js";
import { onOff } from "../reading/variants.js";

const segmentNames = { key: words, keys: list(words), operator: words, value: yesNo };
const rule = record("a rule", {
  segment: oneOf(words, record("segments", segmentNames)),
  segments: list(words),
  operator: words,
  distributions: list(
    record("a distribution", { variant: words, rollout: number }, ["variant", "rollout"]),
  ),
});
const rollout = record("a rollout", {
  segment: record("segments", segmentNames),
  threshold: record("a threshold", { percentage: number, value: yesNo }),
});
const flag = record(
  "a flag",
  {
    key: words,
    name: words,
    description: words,
    type: words,
    enabled: yesNo,
    metadata: map(any),
    variants: list(record("a variant", { key: words, default: yesNo }, ["key"])),
    rules: list(rule),
    rollouts: list(rollout),
  },
  ["key"],
);
const segment = record("a segment", { key: words, match_type: words, constraints: list(any) }, [
  "key",
]);

/**
 * Flipt's features file: one namespace of one environment.
 *
 * A boolean flag takes the first rollout that matches, else its own state. A variant flag takes the first rule whose
 * segments match, and no other one: where that rule's shares end, so does the answer. Every evaluation has an entity.
 */
export const flipt = storeFormat({
  whole: "The Flipt features",
  shape: record("Flipt features", { flags: list(flag), segments: list(segment), namespace: any }),
  sharedOf: (root) => [fieldOf(root, "segments")],
  flagsOf: (root) => {
    const segments = byField(fieldOf(root, "segments"), "key");
    return rowsOf(fieldOf(root, "flags"), "key").map((row) => flagOf(row, segments));
  },
});

type Segments = ReadonlyMap<string, DataNode>;

function flagOf({ key, keySpan, node }: Row, segments: Segments): StoreFlag {
  const isBoolean = stringOf(fieldOf(node, "type")) === "BOOLEAN_FLAG_TYPE";
  const metadata = metadataOf(node);
  const names = rowsOf(fieldOf(node, "variants"), "key").map((row): [string, JsonValue] => [
    row.key,
    row.key,
  ]);
  const serving = isBoolean ? booleanServing(node, segments) : variantServing(node, segments);
  return {
    key,
    keySpan,
    span: node.span,
    description: stringOf(fieldOf(node, "description")),
    variants: isBoolean ? onOff : new Map(names),
    ...(!isBoolean && { valueType: "string" }),
    states: new Map([[undefined, stateOf(serving)]]),
    lifecycle: metadata.lifecycle,
    fields: {
      ...metadata.fields,
      defaultVariant: fieldOf(node, "enabled"),
    },
  };
}

function onOrOff(node: DataNode | undefined): Outcome {
  return just(booleanOf(node) === true ? "on" : "off");
}

function booleanServing(node: DataNode, segments: Segments): Serving {
  const rules = itemsOf(fieldOf(node, "rollouts")).map((one): Rule => {
    const threshold = fieldOf(one, "threshold");
    const part = fieldOf(one, "segment");
    if (threshold !== undefined && threshold.kind !== "null") {
      const percentage = numberOf(fieldOf(threshold, "percentage")) ?? 0;
      return { when: whenBelow(percentage), outcome: onOrOff(fieldOf(threshold, "value")) };
    }
    return { when: whenSegments(part, segments), outcome: onOrOff(fieldOf(part, "value")) };
  });
  return firstMatch(rules, onOrOff(fieldOf(node, "enabled")));
}

function whenBelow(percent: number): When {
  if (percent >= 100) return always;
  return percent <= 0 ? never : sometimes({ by: "rule", percent });
}

/** The segments of a rule in any of the ways in which the file's versions write them. */
function whenSegments(node: DataNode | undefined, segments: Segments, more?: DataNode): When {
  const names = [
    ...stringsOf(node),
    ...stringsOf(fieldOf(node, "key")),
    ...stringsOf(fieldOf(node, "keys")),
    ...stringsOf(fieldOf(more, "segments")),
  ];
  const operator = stringOf(fieldOf(node, "operator")) ?? stringOf(fieldOf(more, "operator")) ?? "";
  if (names.length === 0) return unclear("a rule of it names no segment");
  const whens = names.map((name) => whenSegment(name, segments));
  return operator === "AND_SEGMENT_OPERATOR" ? allOf(whens) : anyOf(whens);
}

function whenSegment(name: string, segments: Segments): When {
  const node = segments.get(name);
  if (node === undefined) return unclear(`the segment ${quoted(name)} is not in the file`);
  const constraints = itemsOf(fieldOf(node, "constraints"));
  // A segment without constraints holds everyone, whichever way it would combine them.
  return constraints.length === 0 ? always : sometimes({ by: "segment", values: [name] });
}

function variantServing(node: DataNode, segments: Segments): Serving {
  const variants = itemsOf(fieldOf(node, "variants"));
  const standard = variants.find((one) => booleanOf(fieldOf(one, "default")) === true);
  const fallback = just(stringOf(fieldOf(standard, "key")) ?? null);
  if (booleanOf(fieldOf(node, "enabled")) !== true) return servingOf(fallback);
  const known = new Set(variants.flatMap((one) => stringOf(fieldOf(one, "key")) ?? []));
  const rules = itemsOf(fieldOf(node, "rules")).map((one): Rule => ({
    when: whenSegments(fieldOf(one, "segment"), segments, one),
    outcome: distributed(itemsOf(fieldOf(one, "distributions")), known, fallback),
  }));
  return firstMatch(rules, fallback);
}

function distributed(
  distributions: readonly DataNode[],
  known: ReadonlySet<string>,
  fallback: Outcome,
): Outcome {
  const shares = new Map<string | null, number>();
  let rest = 100;
  for (const one of distributions) {
    const variant = stringOf(fieldOf(one, "variant")) ?? "";
    const percent = numberOf(fieldOf(one, "rollout")) ?? 0;
    if (!known.has(variant))
      return unclearOutcome(`a rule of it serves ${quoted(variant)}, which it does not have`);
    shares.set(variant, (shares.get(variant) ?? 0) + percent);
    rest -= percent;
  }
  for (const [variant] of rest > 0 ? fallback.shares : []) {
    shares.set(variant, (shares.get(variant) ?? 0) + rest);
  }
  return { shares };
}
