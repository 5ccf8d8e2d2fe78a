import {
  booleanOf,
  fieldOf,
  itemsOf,
  numberOf,
  quoted,
  stringOf,
  stringsOf,
  toJson,
} from "@halyard/core";
import type { DataNode, JsonValue } from "@halyard/core";
import { dateOf } from "../reading/dates.js";
import { allOf, resolving, whenServes } from "../reading/prerequisites.js";
import type { ServingOf } from "../reading/prerequisites.js";
import { rowsOf } from "../reading/rows.js";
import type { Row } from "../reading/rows.js";
import {
  always,
  firstMatch,
  just,
  never,
  servingOf,
  sometimes,
  stateOf,
  unclearOutcome,
} from "../reading/serving.js";
import type { Outcome, Rule, Serving, When } from "../reading/serving.js";
import { any, date, list, map, number, oneOf, record, words, yesNo } from "../reading/shapes.js";
import { storeFormat } from "../reading/storeFormat.js";
import type { Reading, StoreFlag } from "../reading/storeFormat.js";
import { onOff } from "../reading/variants.js";

const property = record("a property", { key: oneOf(words, number), type: words, value: any });
const group = record("a condition", {
  properties: list(property),
  rollout_percentage: number,
  variant: words,
  aggregation_group_type_index: number,
});
const fields = {
  id: number,
  key: words,
  name: words,
  active: yesNo,
  deleted: yesNo,
  archived: yesNo,
  created_at: date,
  updated_at: date,
  last_called_at: date,
  tags: list(words),
  experiment_set: list(any),
  filters: record("filters", {
    groups: list(group),
    multivariate: record("variants", {
      variants: list(record("a variant", { key: words, rollout_percentage: number }, ["key"])),
    }),
    aggregation_group_type_index: number,
    super_groups: list(any),
    holdout: any,
    holdout_groups: list(any),
    early_exit: yesNo,
  }),
};
const flag = record("a flag", fields);

/**
 * PostHog: flags of the API (one, or `results`), and the payload for local evaluation. A project is one environment.
 *
 * The first condition whose properties and rollout fit decides. Flags that are drawn by group are off for whoever has
 * no such group. Holdouts, super conditions and experiments make a flag's answer unclear.
 */
export const posthog = storeFormat({
  whole: "The PostHog data",
  shape: record("PostHog data", {
    ...fields,
    flags: list(flag),
    results: list(flag),
    group_type_mapping: map(words),
  }),
  flagsOf: (root, reading) => {
    const rows = rowsOfData(root);
    const byKey = new Map(rows.map((row) => [row.key, row]));
    const groups = fieldOf(root, "group_type_mapping");
    const servings = resolving((key, servingOfFlag) => {
      const row = byKey.get(key);
      return row && servingOfRow(row, { servingOfFlag, byKey, byId, groups, reading });
    });
    const byId = new Map(rows.map((row) => [String(numberOf(fieldOf(row.node, "id"))), row.key]));
    return rows.map((row) => flagOf(row, servings));
  },
});

function rowsOfData(root: DataNode): readonly Row[] {
  const key = fieldOf(root, "key");
  const name = stringOf(key);
  return [
    ...rowsOf(fieldOf(root, "flags"), "key"),
    ...rowsOf(fieldOf(root, "results"), "key"),
    ...(key === undefined || name === undefined
      ? []
      : [{ key: name, keySpan: key.span, node: root }]),
  ];
}

function variantsOf(node: DataNode): readonly Row[] {
  return rowsOf(fieldOf(fieldOf(fieldOf(node, "filters"), "multivariate"), "variants"), "key");
}

function flagOf({ key, keySpan, node }: Row, servings: ServingOf): StoreFlag {
  const serving = servings(key) ?? servingOf(unclearOutcome("it is not in the file"));
  const since = dateOf(fieldOf(node, "updated_at"));
  const lastEvaluated = dateOf(fieldOf(node, "last_called_at"));
  const isGone = ["archived", "deleted"].find((name) => booleanOf(fieldOf(node, name)) === true);
  const state = stateOf(serving, {
    ...(since !== undefined && { since }),
    ...(lastEvaluated !== undefined && { lastEvaluated }),
  });
  const names = variantsOf(node).map((row): [string, JsonValue] => [row.key, row.key]);
  return {
    key,
    keySpan,
    span: node.span,
    description: stringOf(fieldOf(node, "name")),
    // Without a variant of its own a flag is plainly true; whoever is left out gets false.
    variants: names.length === 0 ? onOff : new Map([...names, ["off", false]]),
    ...(names.length > 0 && { valueType: "string" }),
    states: new Map([[undefined, isGone === undefined ? state : { ...state, state: "ABSENT" }]]),
    lifecycle: {
      created: dateOf(fieldOf(node, "created_at"))?.slice(0, 10),
      status: isGone === "archived" || isGone === "deleted" ? isGone : undefined,
      tags: stringsOf(fieldOf(node, "tags")),
    },
    fields: {
      "lifecycle.created": fieldOf(node, "created_at"),
      defaultVariant: fieldOf(node, "active"),
    },
  };
}

interface Place {
  readonly servingOfFlag: ServingOf;
  readonly byKey: ReadonlyMap<string, Row>;
  readonly byId: ReadonlyMap<string, string>;
  readonly groups: DataNode | undefined;
  readonly reading: Reading;
}

function servingOfRow({ node }: Row, place: Place): Serving {
  const fault = place.reading.faultIn(node.span);
  if (fault !== undefined) return servingOf(unclearOutcome(fault));
  if (booleanOf(fieldOf(node, "active")) !== true) return servingOf(just("off"));
  const filters = fieldOf(node, "filters");
  const special = specialReason(node, filters);
  if (special !== undefined) return servingOf(unclearOutcome(special));
  const variants = variantsOf(node);
  const leavesEarly = booleanOf(fieldOf(filters, "early_exit")) === true;
  const index = numberOf(fieldOf(filters, "aggregation_group_type_index"));
  const hasGroup = whenGrouped(index, place);
  const rules = itemsOf(fieldOf(filters, "groups")).flatMap((one): readonly Rule[] => {
    const own = numberOf(fieldOf(one, "aggregation_group_type_index"));
    const properties = itemsOf(fieldOf(one, "properties")).map((item) => whenProperty(item, place));
    const fits = allOf([hasGroup, own === index ? always : whenGrouped(own, place), ...properties]);
    const percent = numberOf(fieldOf(one, "rollout_percentage")) ?? 100;
    const rule = { when: allOf([fits, whenBelow(percent)]), outcome: outcomeOf(one, variants) };
    // Whoever fits the properties but not the share may be done with.
    return leavesEarly && percent < 100 ? [rule, { when: fits, outcome: just("off") }] : [rule];
  });
  return firstMatch(rules, just("off"));
}

/** What takes traffic out of the conditions' hands. */
function specialReason(node: DataNode, filters: DataNode | undefined): string | undefined {
  const holdout = fieldOf(filters, "holdout");
  const hasHoldout = holdout !== undefined && holdout.kind !== "null";
  if (hasHoldout || itemsOf(fieldOf(filters, "holdout_groups")).length > 0)
    return "a holdout keeps some out";
  if (itemsOf(fieldOf(filters, "super_groups")).length > 0) return "people may opt in to it early";
  if (itemsOf(fieldOf(node, "experiment_set")).length > 0) return "an experiment uses it";
  return undefined;
}

function whenGrouped(index: number | undefined, { groups }: Place): When {
  if (index === undefined) return always;
  const name = stringOf(fieldOf(groups, String(index))) ?? `group ${index}`;
  return { ...always, needs: [name] };
}

function whenBelow(percent: number): When {
  if (percent >= 100) return always;
  return percent <= 0 ? never : sometimes({ by: "rule", percent });
}

function whenProperty(node: DataNode, { servingOfFlag, byKey, byId }: Place): When {
  const written = fieldOf(node, "key");
  const key = stringOf(written) ?? String(numberOf(written));
  const type = stringOf(fieldOf(node, "type"));
  if (type === "cohort") return sometimes({ by: "segment", attribute: "cohort" });
  if (type !== "flag") return sometimes({ by: "rule", attribute: key });
  const parent = byKey.has(key) ? key : (byId.get(key) ?? key);
  const value = fieldOf(node, "value");
  const wanted = value ? toJson(value) : null;
  return whenServes(servingOfFlag(parent), parent, (variant) =>
    typeof wanted === "boolean" ? (variant !== "off") === wanted : variant === wanted,
  );
}

function outcomeOf(node: DataNode, variants: readonly Row[]): Outcome {
  if (variants.length === 0) return just("on");
  const override = stringOf(fieldOf(node, "variant"));
  if (override !== undefined && variants.some(({ key }) => key === override)) return just(override);
  const shares = new Map<string, number>();
  let rest = 100;
  for (const one of variants) {
    const percent = numberOf(fieldOf(one.node, "rollout_percentage")) ?? 0;
    shares.set(one.key, (shares.get(one.key) ?? 0) + Math.min(percent, Math.max(rest, 0)));
    rest -= percent;
  }
  if (rest > 0)
    return unclearOutcome(
      `some of it gets none of the variants ${variants.map(({ key }) => quoted(key)).join(", ")}`,
    );
  return { shares };
}
