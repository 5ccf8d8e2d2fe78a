import { booleanOf, fieldOf, flagTypeNamed, itemsOf, stringOf, stringsOf } from "@halyard/core";
import type { DataNode, EnvironmentState, JsonValue, Span } from "@halyard/core";
import { dateOf } from "../reading/dates.js";
import { allOf, resolving, unless, whenServes } from "../reading/prerequisites.js";
import type { ServingOf } from "../reading/prerequisites.js";
import { groupedBy, rowsOf } from "../reading/rows.js";
import type { Row } from "../reading/rows.js";
import {
  always,
  firstMatch,
  just,
  never,
  servingOf,
  stateOf,
  unclearOutcome,
} from "../reading/serving.js";
import type { Rule, Serving, When } from "../reading/serving.js";
import { any, date, list, map, number, record, words, yesNo } from "../reading/shapes.js";
import { storeFormat } from "../reading/storeFormat.js";
import type { Reading, StoreFlag } from "../reading/storeFormat.js";
import { onOff } from "../reading/variants.js";
import { offVariant, outcomeOf, strategyRule } from "./unleash/strategies.js";

const variant = record("a variant", { name: words, weight: number, overrides: list(any) }, [
  "name",
]);
const constraint = record("a constraint", {
  contextName: words,
  operator: words,
  values: list(words),
});
const strategyFields = {
  name: words,
  parameters: map(any),
  constraints: list(constraint),
  segments: list(any),
  variants: list(variant),
  disabled: yesNo,
};
const strategy = record("a strategy", strategyFields, ["name"]);
const dependency = record(
  "a dependency",
  { feature: words, enabled: yesNo, variants: list(words) },
  ["feature"],
);
const serves = {
  enabled: yesNo,
  strategies: list(strategy),
  variants: list(variant),
  releasePlans: list(any),
  lastSeenAt: date,
};
const tag = record("a tag", {
  type: words,
  value: words,
  featureName: words,
  tagType: words,
  tagValue: words,
});
const feature = record(
  "a feature",
  {
    ...serves,
    name: words,
    type: words,
    description: words,
    createdAt: date,
    archived: yesNo,
    dependencies: list(dependency),
    tags: list(tag),
    environments: list(record("an environment", { ...serves, name: words }, ["name"])),
  },
  ["name"],
);

/**
 * Unleash: exports, client features of one environment, and features of the admin API with their environments.
 *
 * Strategies are alternatives. One serves everyone where it is on, has no constraint and no segment, and is `default`,
 * or a rollout of 100 whose stickiness is `default` or `random`; any other stickiness needs its attribute. A parent
 * feature must be on for its children to be.
 */
export const unleash = storeFormat({
  whole: "The Unleash data",
  shape: record(
    "Unleash data",
    {
      features: list(feature),
      query: record("a query", { environment: words }),
      segments: list(any),
      featureStrategies: list(
        record("a strategy", { ...strategyFields, featureName: words, environment: words }, [
          "name",
          "featureName",
        ]),
      ),
      featureEnvironments: list(
        record("an environment", { ...serves, featureName: words, environment: words }, [
          "featureName",
          "environment",
        ]),
      ),
      featureTags: list(tag),
      dependencies: list(
        record("dependencies", { feature: words, dependencies: list(dependency) }, ["feature"]),
      ),
    },
    ["features"],
  ),
  sharedOf: (root) =>
    ["featureStrategies", "featureEnvironments", "dependencies", "segments"].map((name) =>
      fieldOf(root, name),
    ),
  flagsOf: (root, reading) => {
    const project = projectOf(root);
    const known = new Map<string | undefined, ServingOf>();
    const servingIn = (environment: string | undefined): ServingOf => {
      const resolve =
        known.get(environment) ??
        resolving((key, servingOfFlag) => {
          const one = project.features.get(key);
          return one && servingOfFeature(one, { environment, servingOfFlag, project, reading });
        });
      known.set(environment, resolve);
      return resolve;
    };
    return [...project.rows].map((row) => flagOf(row, project, servingIn));
  },
});

/** What a feature does in one environment. */
interface Switch {
  /** Where it is written, for the registry's fields. */
  readonly node: DataNode;
  readonly enabled: boolean;
  readonly strategies: readonly DataNode[];
  readonly variants: readonly DataNode[];
  readonly hasPlans: boolean;
}

interface Feature {
  readonly row: Row;
  readonly switches: ReadonlyMap<string | undefined, Switch>;
  readonly dependencies: readonly DataNode[];
  readonly tags: readonly DataNode[];
}

interface Project {
  readonly rows: readonly Row[];
  readonly features: ReadonlyMap<string, Feature>;
}

function projectOf(root: DataNode): Project {
  const rows = rowsOf(fieldOf(root, "features"), "name");
  const exported = groupedBy(fieldOf(root, "featureEnvironments"), "featureName");
  const strategies = groupedBy(fieldOf(root, "featureStrategies"), "featureName");
  const tags = groupedBy(fieldOf(root, "featureTags"), "featureName");
  const dependencies = groupedBy(fieldOf(root, "dependencies"), "feature");
  const isExport = fieldOf(root, "featureEnvironments") !== undefined;
  const only = stringOf(fieldOf(fieldOf(root, "query"), "environment"));
  const features = new Map<string, Feature>();
  for (const row of rows) {
    if (features.has(row.key)) continue;
    const places = [
      ...itemsOf(fieldOf(row.node, "environments")),
      ...(exported.get(row.key) ?? []),
    ];
    const switches = new Map(
      places.map((place) => {
        const name = stringOf(fieldOf(place, isExport ? "environment" : "name"));
        const own = (strategies.get(row.key) ?? []).filter((one) => isOf(one, name));
        return [name, switchOf(place, row, isExport ? own : undefined)] as const;
      }),
    );
    if (places.length === 0 && fieldOf(row.node, "enabled")) {
      switches.set(only, switchOf(row.node, row, undefined));
    }
    features.set(row.key, {
      row,
      switches,
      dependencies: [
        ...itemsOf(fieldOf(row.node, "dependencies")),
        ...(dependencies.get(row.key) ?? []).flatMap((one) =>
          itemsOf(fieldOf(one, "dependencies")),
        ),
      ],
      tags: [...itemsOf(fieldOf(row.node, "tags")), ...(tags.get(row.key) ?? [])],
    });
  }
  return { rows, features };
}

/** Exports hold one environment, and older ones do not repeat its name on every strategy. */
function isOf(strategyNode: DataNode, environment: string | undefined): boolean {
  const name = stringOf(fieldOf(strategyNode, "environment"));
  return name === undefined || name === environment;
}

function switchOf(place: DataNode, row: Row, strategies: readonly DataNode[] | undefined): Switch {
  const own = itemsOf(fieldOf(place, "variants"));
  return {
    node: place,
    enabled: booleanOf(fieldOf(place, "enabled")) === true,
    strategies: strategies ?? itemsOf(fieldOf(place, "strategies")),
    variants: own.length > 0 ? own : itemsOf(fieldOf(row.node, "variants")),
    hasPlans: itemsOf(fieldOf(place, "releasePlans")).length > 0,
  };
}

function flagOf(
  row: Row,
  { features }: Project,
  servingIn: (environment: string | undefined) => ServingOf,
): StoreFlag {
  const { key, keySpan, node } = row;
  const one = features.get(key);
  const isArchived =
    booleanOf(fieldOf(node, "archived")) === true || fieldOf(node, "archivedAt")?.kind === "string";
  const states = new Map<string | undefined, EnvironmentState>();
  const parts: Span[] = [];
  for (const [environment, place] of one?.switches ?? []) {
    const serving =
      servingIn(environment)(key) ?? servingOf(unclearOutcome("it is not in the file"));
    const lastEvaluated = dateOf(fieldOf(place.node, "lastSeenAt"));
    const state = stateOf(serving, lastEvaluated === undefined ? {} : { lastEvaluated });
    states.set(environment, isArchived ? { ...state, state: "ABSENT" } : state);
    parts.push(place.node.span, ...place.strategies.map(({ span }) => span));
  }
  const tags = (one?.tags ?? []).map(tagText);
  const owner = tags.find((text) => text.startsWith("owner:"))?.slice("owner:".length);
  return {
    key,
    keySpan,
    span: node.span,
    parts,
    type: flagTypeNamed(stringOf(fieldOf(node, "type"))) ?? "release",
    description: stringOf(fieldOf(node, "description")),
    variants: variantsOf(one),
    states,
    lifecycle: {
      owner,
      created: dateOf(fieldOf(node, "createdAt"))?.slice(0, 10),
      permanent: /^(?:kill-switch|permission)$/.test(stringOf(fieldOf(node, "type")) ?? "")
        ? true
        : undefined,
      status: isArchived ? "archived" : undefined,
      tags,
      prerequisites: prerequisitesOf(one, features),
    },
    fields: {
      "lifecycle.type": fieldOf(node, "type"),
      "lifecycle.created": fieldOf(node, "createdAt"),
    },
  };
}

function tagText(node: DataNode): string {
  const [type, value] = ["tagType", "tagValue"].map((name, at) =>
    stringOf(fieldOf(node, name) ?? fieldOf(node, at === 0 ? "type" : "value")),
  );
  return type === "owner" ? `owner:${value ?? ""}` : (value ?? "");
}

/** Booleans; or the names of a feature's variants, with `disabled` for when it is off. */
function variantsOf(one: Feature | undefined): ReadonlyMap<string, JsonValue> {
  const names = [...(one?.switches.values() ?? [])].flatMap(({ variants, strategies }) =>
    [...variants, ...strategies.flatMap((own) => itemsOf(fieldOf(own, "variants")))].flatMap(
      (item) => stringOf(fieldOf(item, "name")) ?? [],
    ),
  );
  if (names.length === 0) return onOff;
  return new Map([...names, offVariant].map((name) => [name, name]));
}

function prerequisitesOf(
  one: Feature | undefined,
  features: ReadonlyMap<string, Feature>,
): readonly { readonly flag: string; readonly variant: string }[] {
  const found = new Map<string, { readonly flag: string; readonly variant: string }>();
  for (const node of one?.dependencies ?? []) {
    const parent = features.get(stringOf(fieldOf(node, "feature")) ?? "");
    if (parent === undefined) continue;
    const [wanted] = stringsOf(fieldOf(node, "variants"));
    const names = [...variantsOf(parent).keys()];
    const [on = "on"] = names;
    const off = names.at(-1) ?? "off";
    const flag = parent.row.key;
    found.set(flag, { flag, variant: isWantedOff(node) ? off : (wanted ?? on) });
  }
  return [...found.values()];
}

function isWantedOff(dependencyNode: DataNode): boolean {
  return booleanOf(fieldOf(dependencyNode, "enabled")) === false;
}

interface Place {
  readonly environment: string | undefined;
  readonly servingOfFlag: ServingOf;
  readonly project: Project;
  readonly reading: Reading;
}

function servingOfFeature(one: Feature, place: Place): Serving {
  const fault = place.reading.faultIn(one.row.node.span);
  if (fault !== undefined) return servingOf(unclearOutcome(fault));
  const own = one.switches.get(place.environment);
  if (own === undefined) return servingOf(unclearOutcome("the file does not say whom it serves"));
  const off = variantsOf(one) === onOff ? "off" : offVariant;
  if (!own.enabled) return servingOf(just(off));
  if (own.hasPlans) return servingOf(unclearOutcome("a release plan decides whom it serves"));
  const met = allOf(one.dependencies.map((node) => whenMet(node, place)));
  const active = own.strategies.filter((node) => booleanOf(fieldOf(node, "disabled")) !== true);
  const isPlain = own.strategies.length === 0;
  if (!isPlain && active.length === 0) {
    return servingOf(unclearOutcome("all of its strategies are disabled"));
  }
  const rules = active.map((node) => strategyRule(node, own.variants, off, one.row.key));
  const alone: Rule = { when: always, outcome: outcomeOf([], own.variants, off) };
  return firstMatch([unless(met, off), ...(isPlain ? [alone] : rules)], just(off));
}

/** The SDKs want a parent in the file that has no parent of its own, on or off as asked, with one of the variants. */
function whenMet(node: DataNode, { environment, servingOfFlag, project }: Place): When {
  const key = stringOf(fieldOf(node, "feature")) ?? "";
  const parent = project.features.get(key);
  if (parent !== undefined && parent.dependencies.length > 0) return never;
  if (parent !== undefined && !parent.switches.has(environment)) return never;
  const off = parent === undefined || variantsOf(parent) === onOff ? "off" : offVariant;
  const wanted = stringsOf(fieldOf(node, "variants"));
  return whenServes(servingOfFlag(key), key, (variantName) => {
    if (isWantedOff(node)) return variantName === off;
    return wanted.length === 0
      ? variantName !== off
      : variantName !== null && wanted.includes(variantName);
  });
}
