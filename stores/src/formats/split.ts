import { booleanOf, fieldOf, itemsOf, numberOf, stringOf, stringsOf } from "@halyard/core";
import type { DataNode } from "@halyard/core";
import { dateOf } from "../reading/dates.js";
import { rowsOf } from "../reading/rows.js";
import type { Row } from "../reading/rows.js";
import {
  firstMatch,
  just,
  servingOf,
  sometimes,
  stateOf,
  unclearOutcome,
} from "../reading/serving.js";
import type { Outcome, Rule, Serving } from "../reading/serving.js";
import { any, date, list, number, oneOf, record, words, yesNo } from "../reading/shapes.js";
import { storeFormat } from "../reading/storeFormat.js";
import type { StoreFlag } from "../reading/storeFormat.js";

const bucket = record("a bucket", { treatment: words, size: number }, ["treatment", "size"]);
const definitionFields = {
  name: words,
  environment: record("an environment", { name: words }),
  description: words,
  killed: yesNo,
  status: words,
  treatments: list(
    record("a treatment", { name: words, keys: list(words), segments: list(any) }, ["name"]),
  ),
  defaultTreatment: words,
  baselineTreatment: words,
  trafficAllocation: number,
  rules: list(record("a rule", { buckets: list(bucket), condition: any }, ["buckets"])),
  defaultRule: list(bucket),
  creationTime: date,
  lastUpdateTime: date,
  lastTrafficReceivedAt: date,
  tags: list(oneOf(words, record("a tag", { name: words }))),
};
const definition = record("a definition", definitionFields, ["name"]);

/**
 * Split's definitions (Harness FME) as its admin API gives them: one or `objects`, each of one environment.
 *
 * A killed flag gives its default treatment to everyone. Otherwise keys and segments that are named come first, then
 * the rules in order, then the default rule; traffic beyond the allocation gets the default treatment.
 */
export const split = storeFormat({
  whole: "The Split definition",
  shape: oneOf(
    list(definition),
    record("a Split definition", { ...definitionFields, objects: list(definition) }),
  ),
  flagsOf: (root) => {
    const name = fieldOf(root, "name");
    const key = stringOf(name);
    const one =
      name === undefined || key === undefined ? [] : [{ key, keySpan: name.span, node: root }];
    const rows = [...one, ...rowsOf(fieldOf(root, "objects") ?? root, "name")];
    return byName(rows).map(flagOf);
  },
});

/** The definitions of one flag in several environments. */
function byName(rows: readonly Row[]): readonly (readonly [Row, ...Row[]])[] {
  const groups = new Map<string, [Row, ...Row[]]>();
  for (const row of rows) {
    const group = groups.get(row.key);
    if (group === undefined) groups.set(row.key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

function flagOf([first, ...others]: readonly [Row, ...Row[]]): StoreFlag {
  const { key, keySpan, node } = first;
  const rows = [first, ...others];
  const names = rows.flatMap((row) =>
    rowsOf(fieldOf(row.node, "treatments"), "name").map((one) => one.key),
  );
  return {
    key,
    keySpan,
    span: node.span,
    parts: others.map((row) => row.node.span),
    description: stringOf(fieldOf(node, "description")),
    variants: new Map(names.map((name) => [name, name])),
    valueType: "string",
    states: new Map(
      rows.map((row) => [
        stringOf(fieldOf(fieldOf(row.node, "environment"), "name")),
        stateIn(row.node),
      ]),
    ),
    lifecycle: {
      created: dateOf(fieldOf(node, "creationTime"))?.slice(0, 10),
      tags: itemsOf(fieldOf(node, "tags")).flatMap(
        (tag) => stringOf(tag) ?? stringOf(fieldOf(tag, "name")) ?? [],
      ),
      status: stringOf(fieldOf(node, "status")) === "ARCHIVED" ? "archived" : undefined,
    },
    fields: {
      "lifecycle.created": fieldOf(node, "creationTime"),
      defaultVariant: fieldOf(node, "defaultTreatment"),
    },
  };
}

function stateIn(node: DataNode): ReturnType<typeof stateOf> {
  const since = dateOf(fieldOf(node, "lastUpdateTime"));
  const lastEvaluated = dateOf(fieldOf(node, "lastTrafficReceivedAt"));
  const state = stateOf(servingOfDefinition(node), {
    ...(since !== undefined && { since }),
    ...(lastEvaluated !== undefined && { lastEvaluated }),
  });
  // What is archived is no longer sent, and the SDKs answer `control`.
  return stringOf(fieldOf(node, "status")) === "ARCHIVED" ? { ...state, state: "ABSENT" } : state;
}

function servingOfDefinition(node: DataNode): Serving {
  const standard = stringOf(fieldOf(node, "defaultTreatment"));
  if (standard === undefined) return servingOf(unclearOutcome("it has no default treatment"));
  if (booleanOf(fieldOf(node, "killed")) === true) return servingOf(just(standard));
  const targets = rowsOf(fieldOf(node, "treatments"), "name").flatMap((row): readonly Rule[] => {
    const keys = stringsOf(fieldOf(row.node, "keys"));
    const segments = itemsOf(fieldOf(row.node, "segments"));
    const outcome = just(row.key);
    return [
      ...(keys.length > 0
        ? [
            {
              when: sometimes({
                by: "targets",
                attribute: "key",
                values: keys,
                count: keys.length,
              }),
              outcome,
            },
          ]
        : []),
      ...(segments.length > 0 ? [{ when: sometimes({ by: "segment" }), outcome }] : []),
    ];
  });
  const traffic = numberOf(fieldOf(node, "trafficAllocation")) ?? 100;
  // The baseline treatment is the newer word for what traffic outside the allocation gets.
  const outside = stringOf(fieldOf(node, "baselineTreatment")) ?? standard;
  const limit: Rule[] =
    traffic >= 100
      ? []
      : [{ when: sometimes({ by: "rule", percent: 100 - traffic }), outcome: just(outside) }];
  const rules = itemsOf(fieldOf(node, "rules")).map((rule): Rule => ({
    when: sometimes({ by: "rule" }),
    outcome: outcomeOf(fieldOf(rule, "buckets")),
  }));
  return firstMatch([...targets, ...limit, ...rules], outcomeOf(fieldOf(node, "defaultRule")));
}

function outcomeOf(buckets: DataNode | undefined): Outcome {
  const shares = new Map<string, number>();
  let sum = 0;
  for (const one of itemsOf(buckets)) {
    const size = numberOf(fieldOf(one, "size")) ?? 0;
    const treatment = stringOf(fieldOf(one, "treatment")) ?? "";
    shares.set(treatment, (shares.get(treatment) ?? 0) + size);
    sum += size;
  }
  return sum === 100 ? { shares } : unclearOutcome("the sizes of its buckets do not sum to 100");
}
