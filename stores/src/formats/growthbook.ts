import { booleanOf, entriesOf, fieldOf, itemsOf, stringOf, stringsOf, toJson } from "@halyard/core";
import type { DataNode, EnvironmentState, JsonValue } from "@halyard/core";
import { dateOf } from "../reading/dates.js";
import { resolving } from "../reading/prerequisites.js";
import type { ServingOf } from "../reading/prerequisites.js";
import { mapRowsOf, rowsOf } from "../reading/rows.js";
import type { Row } from "../reading/rows.js";
import { servingOf, stateOf, unclearOutcome } from "../reading/serving.js";
import { any, date, list, map, number, oneOf, record, words, yesNo } from "../reading/shapes.js";
import { storeFormat } from "../reading/storeFormat.js";
import type { StoreFlag } from "../reading/storeFormat.js";
import { Variants } from "../reading/variants.js";
import { servingOfApi, servingOfPayload, valuesOf } from "./growthbook/rules.js";
import type { Feature, Place } from "./growthbook/rules.js";

const parent = record("a prerequisite", { id: words, condition: any, gate: yesNo }, ["id"]);
const rule = record("a rule", {
  type: words,
  enabled: yesNo,
  value: any,
  force: any,
  coverage: number,
  hashAttribute: words,
  range: list(number),
  condition: any,
  parentConditions: list(parent),
  prerequisites: list(parent),
  filters: list(any),
  savedGroups: list(any),
  savedGroupTargeting: list(any),
  scheduleRules: list(any),
  variations: list(any),
});
const environment = record("an environment", {
  enabled: yesNo,
  defaultValue: any,
  rules: list(rule),
  reason: words,
});
const fields = {
  id: words,
  defaultValue: any,
  rules: list(rule),
  archived: yesNo,
  owner: words,
  description: words,
  valueType: words,
  tags: list(words),
  neverStale: yesNo,
  dateCreated: date,
  dateUpdated: date,
  prerequisites: list(oneOf(parent, words)),
  environments: map(environment),
  staleByEnv: map(environment),
};
const feature = record("a feature", fields);

/**
 * GrowthBook: the SDK's payload of one environment, features of the API (one or many), and its stale report.
 *
 * Rules decide in order, then the default value. A rule with a coverage, even of 1, passes over whoever lacks the
 * attribute that it is drawn by. A feature that is off in an environment is not in its payload, so that every call
 * gets its own default value there.
 */
export const growthbook = storeFormat({
  whole: "The GrowthBook data",
  shape: record("GrowthBook data", {
    ...fields,
    feature,
    features: oneOf(map(feature), list(feature)),
    savedGroups: any,
  }),
  sharedOf: (root) => [fieldOf(root, "savedGroups")],
  flagsOf: (root, { faultIn }) => {
    const rows = rowsOfData(root);
    const features = new Map(rows.map((row) => [row.key, featureOf(row)]));
    const known = new Map<string | undefined, ServingOf>();
    const servingIn = (name: string | undefined): ServingOf => {
      const resolve =
        known.get(name) ??
        resolving((key, servingOfFlag) => {
          const one = features.get(key);
          const place: Place = { servingOfFlag, features };
          if (one === undefined) return undefined;
          const fault = faultIn(one.row.node.span);
          if (fault !== undefined) return servingOf(unclearOutcome(fault));
          return name === undefined ? servingOfPayload(one, place) : servingOfApi(one, name, place);
        });
      known.set(name, resolve);
      return resolve;
    };
    return [...features.values()].map((one) => flagOf(one, servingIn));
  },
});

function rowsOfData(root: DataNode): readonly Row[] {
  const features = fieldOf(root, "features");
  const one = fieldOf(root, "feature") ?? root;
  const key = fieldOf(one, "id");
  const name = stringOf(key);
  return [
    ...mapRowsOf(features),
    ...rowsOf(features, "id"),
    ...(key === undefined || name === undefined
      ? []
      : [{ key: name, keySpan: key.span, node: one }]),
  ];
}

/** The API writes every value as text; the payload writes it as it is. */
function featureOf(row: Row): Feature {
  const type = stringOf(fieldOf(row.node, "valueType"));
  const valueOf = (node: DataNode | undefined): JsonValue | undefined => {
    const text = stringOf(node);
    if (node === undefined) return undefined;
    return type === undefined || type === "string" || text === undefined
      ? toJson(node)
      : parsed(text);
  };
  return { row, valueOf, variants: new Variants(valuesOf(row.node, valueOf)) };
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}

function flagOf(one: Feature, servingIn: (name: string | undefined) => ServingOf): StoreFlag {
  const { key, keySpan, node } = one.row;
  const isArchived = booleanOf(fieldOf(node, "archived")) === true;
  const since = dateOf(fieldOf(node, "dateUpdated"));
  const states = new Map<string | undefined, EnvironmentState>();
  const environments = fieldOf(node, "environments");
  const report = fieldOf(node, "staleByEnv");
  for (const { key: name } of entriesOf(report)) states.set(name, reported);
  for (const name of report ? [] : (namesOf(environments) ?? [undefined])) {
    const serving = servingIn(name)(key) ?? servingOf(unclearOutcome("it is not in the file"));
    const state = stateOf(serving, since === undefined ? {} : { since });
    states.set(name, isArchived ? { ...state, state: "ABSENT" } : state);
  }
  return {
    key,
    keySpan,
    span: node.span,
    description: stringOf(fieldOf(node, "description")),
    variants: one.variants.values,
    states,
    lifecycle: {
      owner: stringOf(fieldOf(node, "owner")),
      created: dateOf(fieldOf(node, "dateCreated"))?.slice(0, 10),
      permanent: booleanOf(fieldOf(node, "neverStale")) === true ? true : undefined,
      status: isArchived ? "archived" : undefined,
      tags: stringsOf(fieldOf(node, "tags")),
      prerequisites: prerequisitesOf(node),
    },
    fields: {
      "lifecycle.owner": fieldOf(node, "owner"),
      "lifecycle.created": fieldOf(node, "dateCreated"),
      defaultVariant: fieldOf(node, "defaultValue"),
    },
  };
}

function namesOf(environments: DataNode | undefined): readonly string[] | undefined {
  return environments && entriesOf(environments).map(({ key }) => key);
}

const reported: EnvironmentState = {
  state: "ENABLED",
  unknown: "a report of stale features passes over rules that need an attribute",
};

/** The features that rules or the feature itself ask for; what they must serve has been worked out with the rules. */
function prerequisitesOf(
  node: DataNode,
): readonly { readonly flag: string; readonly variant: string }[] {
  const places = [node, ...entriesOf(fieldOf(node, "environments")).map(({ value }) => value)];
  const rules = places.flatMap((place) => itemsOf(fieldOf(place, "rules")));
  const wanted = [node, ...rules].flatMap((place) => [
    ...itemsOf(fieldOf(place, "parentConditions")),
    ...itemsOf(fieldOf(place, "prerequisites")),
  ]);
  const flags = new Set(
    wanted.flatMap((item) => stringOf(item) ?? stringOf(fieldOf(item, "id")) ?? []),
  );
  return [...flags].map((flag) => ({ flag, variant: "on" }));
}
