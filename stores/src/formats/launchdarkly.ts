import {
  booleanOf,
  entriesOf,
  fieldOf,
  itemsOf,
  numberOf,
  stringOf,
  stringsOf,
  toJson,
} from "@halyard/core";
import type { DataNode, EnvironmentState, FlagType } from "@halyard/core";
import { dateOf } from "../reading/dates.js";
import { allOf, resolving, unless, whenServes } from "../reading/prerequisites.js";
import type { ServingOf } from "../reading/prerequisites.js";
import { mapRowsOf, rowsOf } from "../reading/rows.js";
import type { Row } from "../reading/rows.js";
import {
  firstMatch,
  just,
  never,
  renamed,
  servingOf,
  stateOf,
  unclearOutcome,
} from "../reading/serving.js";
import type { Serving, When } from "../reading/serving.js";
import {
  any,
  list,
  map,
  number,
  oneOf,
  position,
  record,
  words,
  yesNo,
} from "../reading/shapes.js";
import { storeFormat } from "../reading/storeFormat.js";
import type { Reading, StoreFlag } from "../reading/storeFormat.js";
import { Variants } from "../reading/variants.js";
import { clauseRule, outcomeOf, targetRules, variationOutcome } from "./launchdarkly/targeting.js";

const share = record("a share", { variation: position, weight: number });
const rollout = record("a rollout", {
  variations: list(share),
  kind: words,
  experimentAllocation: any,
});
const serves = { variation: position, rollout };
const target = record("a target", { variation: position, values: list(any), contextKind: words });
const clause = record("a clause", {
  attribute: words,
  op: words,
  values: list(any),
  negate: yesNo,
});
const targeting = {
  on: yesNo,
  archived: yesNo,
  lastModified: number,
  targets: list(target),
  contextTargets: list(target),
  rules: list(record("a rule", { clauses: list(clause), ...serves })),
  fallthrough: record("a default rule", serves),
  offVariation: position,
  prerequisites: list(record("a prerequisite", { key: words, variation: position })),
};
/** An entry of the flag statuses, whose `name` is a stage, is an environment too. */
const environment = record("an environment", { ...targeting, name: words, lastRequested: words });
const flagFields = {
  ...targeting,
  key: words,
  kind: words,
  description: words,
  temporary: yesNo,
  creationDate: number,
  tags: list(words),
  maintainerTeamKey: words,
  variations: list(any),
  environments: map(environment),
};
const flag = record("a flag", flagFields);

/**
 * LaunchDarkly: flags or statuses of the REST API (one, or `items`), the SDKs' file data, a dev server's export.
 *
 * Evaluation is the server SDK's: prerequisites, targets, rules, default rule. A context without the bucketing
 * attribute falls into the first bucket, and the last variation takes what the weights leave, so that a split with
 * one weight above zero serves everyone.
 */
export const launchdarkly = storeFormat({
  whole: "The LaunchDarkly data",
  shape: record("LaunchDarkly data", {
    ...flagFields,
    items: list(flag),
    flags: oneOf(map(flag), list(flag)),
    flagValues: map(any),
    flagsState: map(record("a state", { value: any })),
    availableVariations: map(list(record("a variation", { name: words, value: any }))),
  }),
  flagsOf: (root, reading) => {
    if (fieldOf(root, "flagsState") !== undefined) return devServerFlags(root);
    const rows = rowsOfData(root);
    const byKey = new Map(rows.map((row) => [row.key, row]));
    const known = new Map<string | undefined, ServingOf>();
    const servingIn = (name: string | undefined): ServingOf => {
      const resolve =
        known.get(name) ??
        resolving((key, servingOfFlag) => {
          const row = byKey.get(key);
          return row && servingOfRow(row, { name, servingOfFlag, byKey, reading });
        });
      known.set(name, resolve);
      return resolve;
    };
    return [...rows.map((row) => flagOf(row, servingIn, byKey)), ...plainValues(root)];
  },
});

function rowsOfData(root: DataNode): readonly Row[] {
  const flags = fieldOf(root, "flags");
  const one = fieldOf(root, "key");
  const key = stringOf(one);
  return [
    ...rowsOf(fieldOf(root, "items"), "key"),
    ...rowsOf(flags, "key"),
    ...mapRowsOf(flags),
    ...(one === undefined || key === undefined ? [] : [{ key, keySpan: one.span, node: root }]),
  ];
}

/** The variations' values with their names; the SDKs' file data lists bare values. */
function variantsOf({ node }: Row): { readonly names: readonly string[]; readonly all: Variants } {
  const all = new Variants();
  const isRest = fieldOf(node, "environments") !== undefined;
  const names = itemsOf(fieldOf(node, "variations")).map((variation) => {
    const value = isRest ? fieldOf(variation, "value") : variation;
    return all.nameOf(
      value ? toJson(value) : null,
      isRest ? stringOf(fieldOf(variation, "name")) : undefined,
    );
  });
  return { names, all };
}

function flagOf(
  row: Row,
  servingIn: (name: string | undefined) => ServingOf,
  byKey: ReadonlyMap<string, Row>,
): StoreFlag {
  const { key, keySpan, node } = row;
  const { names, all } = variantsOf(row);
  const environments = fieldOf(node, "environments");
  const states = new Map<string | undefined, EnvironmentState>();
  const add = (name: string | undefined, place: DataNode): void => {
    const serving = servingIn(name)(key) ?? servingOf(unclearOutcome("it is not in the file"));
    const since = dateOf(fieldOf(place, "lastModified"));
    const lastEvaluated = dateOf(fieldOf(place, "lastRequested"));
    const state = stateOf(
      renamed(serving, (at) => names[Number(at)] ?? null),
      {
        ...(since !== undefined && { since }),
        ...(lastEvaluated !== undefined && { lastEvaluated }),
      },
    );
    states.set(name, isArchived(row, place) ? { ...state, state: "ABSENT" } : state);
  };
  for (const { key: name, value } of entriesOf(environments)) add(name, value);
  if (environments === undefined) add(undefined, node);
  const fallback = fieldOf(node, "temporary");
  return {
    key,
    keySpan,
    span: node.span,
    type: typeOf(node),
    description: stringOf(fieldOf(node, "description")),
    variants: all.values,
    states,
    lifecycle: {
      owner: stringOf(fieldOf(node, "maintainerTeamKey")),
      created: dateOf(fieldOf(node, "creationDate"))?.slice(0, 10),
      permanent: booleanOf(fallback) === false ? true : undefined,
      status: booleanOf(fieldOf(node, "archived")) === true ? "archived" : undefined,
      tags: stringsOf(fieldOf(node, "tags")),
      prerequisites: prerequisitesOf(row, byKey),
    },
    fields: {
      "lifecycle.owner": fieldOf(node, "maintainerTeamKey"),
      "lifecycle.created": fieldOf(node, "creationDate"),
      "lifecycle.permanent": fallback,
    },
  };
}

function typeOf(node: DataNode): FlagType {
  return stringOf(fieldOf(node, "kind")) === "migration" ? "migration" : "release";
}

function isArchived({ node }: Row, environmentNode: DataNode): boolean {
  return [node, environmentNode].some((one) => booleanOf(fieldOf(one, "archived")) === true);
}

/** The flags that this one leans on in any environment, for those who ask what leans on them. */
function prerequisitesOf(
  { node }: Row,
  byKey: ReadonlyMap<string, Row>,
): readonly { readonly flag: string; readonly variant: string }[] {
  const places = [node, ...entriesOf(fieldOf(node, "environments")).map(({ value }) => value)];
  const pairs = places.flatMap((place) => itemsOf(fieldOf(place, "prerequisites")));
  const found = new Map<string, { readonly flag: string; readonly variant: string }>();
  for (const pair of pairs) {
    const parent = byKey.get(stringOf(fieldOf(pair, "key")) ?? "");
    const variant = parent && variantsOf(parent).names[numberOf(fieldOf(pair, "variation")) ?? -1];
    if (parent === undefined || variant === undefined) continue;
    found.set(`${parent.key}\0${variant}`, { flag: parent.key, variant });
  }
  return [...found.values()];
}

interface Place {
  readonly name: string | undefined;
  readonly servingOfFlag: ServingOf;
  readonly byKey: ReadonlyMap<string, Row>;
  readonly reading: Reading;
}

/** What a flag serves in one environment, in positions of its variations. */
function servingOfRow(row: Row, place: Place): Serving | undefined {
  const node = environmentOf(row, place.name);
  if (node === undefined) return undefined;
  const fault = place.reading.faultIn(row.node.span);
  if (fault !== undefined) return servingOf(unclearOutcome(fault));
  if (fieldOf(node, "on") === undefined) {
    return servingOf(unclearOutcome("the file does not say whom it serves"));
  }
  const count = itemsOf(fieldOf(row.node, "variations")).length;
  const off = variationOutcome(fieldOf(node, "offVariation"), count) ?? just(null);
  if (booleanOf(fieldOf(node, "on")) !== true) return servingOf(off);
  const met = allOf(itemsOf(fieldOf(node, "prerequisites")).map((pair) => whenMet(pair, place)));
  const { shares, unknown } = off;
  const [offVariant = null] = shares.keys();
  const gate = unless(met, offVariant);
  return firstMatch(
    [
      unknown === undefined ? gate : { ...gate, outcome: off },
      ...targetRules(node, count),
      ...itemsOf(fieldOf(node, "rules")).map((rule) => clauseRule(rule, count)),
    ],
    outcomeOf(fieldOf(node, "fallthrough"), count),
  );
}

function environmentOf({ node }: Row, name: string | undefined): DataNode | undefined {
  return name === undefined ? node : fieldOf(fieldOf(node, "environments"), name);
}

/** A prerequisite holds where its flag is switched on and serves the variation asked for. */
function whenMet(pair: DataNode, { name, servingOfFlag, byKey }: Place): When {
  const key = stringOf(fieldOf(pair, "key")) ?? "";
  const parent = byKey.get(key);
  const wanted = String(numberOf(fieldOf(pair, "variation")));
  const isOn = parent && booleanOf(fieldOf(environmentOf(parent, name), "on"));
  const when = whenServes(servingOfFlag(key), key, (variant) => variant === wanted);
  return isOn === false && when.unknown === undefined ? never : when;
}

/** The file data's `flagValues`: one value for everyone. */
function plainValues(root: DataNode): readonly StoreFlag[] {
  return mapRowsOf(fieldOf(root, "flagValues")).map(({ key, keySpan, node }) => {
    const variants = new Variants();
    const serving = servingOf(just(variants.nameOf(toJson(node))));
    return {
      key,
      keySpan,
      span: node.span,
      variants: variants.values,
      states: new Map([[undefined, stateOf(serving)]]),
    };
  });
}

/** A dev server knows what one context gets, which says nothing of others. */
function devServerFlags(root: DataNode): readonly StoreFlag[] {
  const variations = fieldOf(root, "availableVariations");
  const environmentName = stringOf(fieldOf(root, "sourceEnvironmentKey"));
  const state = stateOf(
    servingOf(unclearOutcome("a dev server knows the values of one context only")),
  );
  return mapRowsOf(fieldOf(root, "flagsState")).map(({ key, keySpan, node }) => {
    const variants = new Variants();
    for (const one of itemsOf(fieldOf(variations, key))) {
      const value = fieldOf(one, "value");
      if (value !== undefined) variants.nameOf(toJson(value), stringOf(fieldOf(one, "name")));
    }
    return {
      key,
      keySpan,
      span: node.span,
      variants: variants.values,
      states: new Map([[environmentName, state]]),
    };
  });
}
