import {
  booleanOf,
  entriesOf,
  fieldOf,
  flagTypeNamed,
  itemsOf,
  numberOf,
  quoted,
  stringOf,
  stringsOf,
  toJson,
} from "@halyard/core";
import type { DataNode, EnvironmentState, FormatOptions, JsonValue } from "@halyard/core";
import { dateOf, isPast } from "../reading/dates.js";
import { allOf } from "../reading/prerequisites.js";
import { byField } from "../reading/rows.js";
import type { Row } from "../reading/rows.js";
import {
  always,
  firstMatch,
  just,
  never,
  renamed,
  servingOf,
  sometimes,
  stateOf,
  unclearOutcome,
} from "../reading/serving.js";
import type { Outcome, Rule, Serving, When } from "../reading/serving.js";
import { any, date, list, map, number, oneOf, record, words, yesNo } from "../reading/shapes.js";
import { storeFormat } from "../reading/storeFormat.js";
import type { StoreFlag } from "../reading/storeFormat.js";
import { Variants } from "../reading/variants.js";

const audience = record("an audience", {
  filters: record("filters", {
    operator: words,
    filters: list(record("a filter", { type: words })),
  }),
});
const rollout = record("a rollout", {
  type: words,
  startDate: date,
  startPercentage: number,
  stages: list(
    record("a stage", { type: words, date, percentage: number }, ["date", "percentage"]),
  ),
});
const target = record("a target", {
  _audience: audience,
  audience,
  distribution: list(
    record("a share", { _variation: words, percentage: number }, ["_variation", "percentage"]),
  ),
  rollout,
});
const configuration = record("a configuration", {
  _environment: words,
  status: words,
  prerequisites: list(any),
  winningVariation: record("a winner", { _variation: words, updatedAt: date }),
  forcedUsers: map(words),
  targets: list(target),
  updatedAt: date,
});
const variation = record("a variation", {
  _id: words,
  key: words,
  variables: oneOf(list(record("a value", { _var: words, value: any })), map(any)),
});
const feature = {
  _id: words,
  key: words,
  type: words,
  status: words,
  tags: list(words),
  createdAt: date,
  updatedAt: date,
  configuration,
  configurations: list(configuration),
  settings: record("settings", { optInEnabled: yesNo }),
  variations: list(variation),
};
const variable = record("a variable", { _id: words, key: words, type: words });

/**
 * DevCycle: the SDKs' config of one environment, and features of the management API.
 *
 * Code asks for variables, so that these are the flags. A feature whose winner is named serves it to everyone;
 * otherwise its first target that fits decides, and whoever fits none gets the code's own default value.
 */
export const devcycle = storeFormat({
  whole: "The DevCycle data",
  readsClock: true,
  shape: record("DevCycle data", {
    ...feature,
    environment: record("an environment", { key: words }),
    features: list(record("a feature", feature)),
    variables: list(variable),
  }),
  sharedOf: (root) => [fieldOf(root, "features")],
  flagsOf: (root, { options }) => {
    const variables = fieldOf(root, "variables");
    if (fieldOf(root, "features") === undefined) return featureFlags(root, options);
    const environment = stringOf(fieldOf(fieldOf(root, "environment"), "key"));
    return itemsOf(variables).flatMap(
      (node) => variableFlag(node, root, environment, options) ?? [],
    );
  },
});

/** A feature with what one of its variables is in each variation. */
interface Use {
  readonly feature: DataNode;
  readonly values: ReadonlyMap<string, JsonValue>;
}

function usesOf(root: DataNode, variableId: string): readonly Use[] {
  return itemsOf(fieldOf(root, "features")).flatMap((one) => {
    const values = new Map<string, JsonValue>();
    for (const item of itemsOf(fieldOf(one, "variations"))) {
      const value = fieldOf(byField(fieldOf(item, "variables"), "_var").get(variableId), "value");
      if (value !== undefined) values.set(stringOf(fieldOf(item, "_id")) ?? "", toJson(value));
    }
    return values.size === 0 ? [] : [{ feature: one, values }];
  });
}

function variableFlag(
  node: DataNode,
  root: DataNode,
  environment: string | undefined,
  options: FormatOptions,
): StoreFlag | undefined {
  const written = fieldOf(node, "key");
  const key = stringOf(written);
  if (written === undefined || key === undefined) return undefined;
  const uses = usesOf(root, stringOf(fieldOf(node, "_id")) ?? "");
  const [use, second] = uses;
  const isBoolean = stringOf(fieldOf(node, "type")) === "Boolean";
  const variants = new Variants([
    ...(isBoolean ? [true, false] : []),
    ...(use?.values.values() ?? []),
  ]);
  const nameOf = (id: string): string | null => {
    const value = use?.values.get(id);
    return value === undefined ? null : variants.nameOf(value);
  };
  const place = fieldOf(use?.feature, "configuration");
  const { serving, since } = use === undefined ? unused : servingIn(place, use.feature, options);
  const shown =
    second === undefined ? serving : servingOf(unclearOutcome("several features use it"));
  const state = stateOf(renamed(shown, nameOf), since === undefined ? {} : { since });
  return {
    ...described(use?.feature),
    key,
    keySpan: written.span,
    span: node.span,
    parts: uses.map((one) => one.feature.span),
    variants: variants.values,
    states: new Map([[environment, state]]),
  };
}

const unused: Judged = { serving: servingOf(just(null)) };

/** A feature of the management API: its variables, or its own key where it shows none. */
function featureFlags(root: DataNode, options: FormatOptions): readonly StoreFlag[] {
  const featureNode: Row | undefined = rowOf(root);
  if (featureNode === undefined) return [];
  const variables = itemsOf(fieldOf(root, "variables")).flatMap((node) => rowOf(node) ?? []);
  return (variables.length === 0 ? [featureNode] : variables).map(({ key, keySpan }) => {
    const variants = new Variants();
    const names = new Map<string, string>();
    for (const item of itemsOf(fieldOf(root, "variations"))) {
      const own = fieldOf(item, "key");
      const value = fieldOf(fieldOf(item, "variables"), key) ?? own;
      const id = stringOf(fieldOf(item, "_id")) ?? "";
      if (value !== undefined) names.set(id, variants.nameOf(toJson(value)));
      const alias = stringOf(own);
      if (alias !== undefined && value !== undefined)
        names.set(alias, variants.nameOf(toJson(value)));
    }
    const states = new Map<string | undefined, EnvironmentState>();
    for (const place of itemsOf(fieldOf(root, "configurations"))) {
      const { serving, since } = servingIn(place, root, options);
      const state = stateOf(
        renamed(serving, (id) => names.get(id) ?? variants.nameOf(id)),
        since === undefined ? {} : { since },
      );
      states.set(stringOf(fieldOf(place, "_environment")), state);
    }
    return { ...described(root), key, keySpan, span: root.span, variants: variants.values, states };
  });
}

function rowOf(node: DataNode): Row | undefined {
  const key = fieldOf(node, "key");
  const name = stringOf(key);
  return key === undefined || name === undefined
    ? undefined
    : { key: name, keySpan: key.span, node };
}

function described(node: DataNode | undefined): Pick<StoreFlag, "type" | "lifecycle" | "fields"> {
  const type = stringOf(fieldOf(node, "type"));
  return {
    type: flagTypeNamed(type) ?? "release",
    lifecycle: {
      created: dateOf(fieldOf(node, "createdAt"))?.slice(0, 10),
      status: stringOf(fieldOf(node, "status")) === "archived" ? "archived" : undefined,
      tags: stringsOf(fieldOf(node, "tags")),
    },
    fields: {
      "lifecycle.type": fieldOf(node, "type"),
      "lifecycle.created": fieldOf(node, "createdAt"),
    },
  };
}

interface Judged {
  readonly serving: Serving;
  readonly since?: string;
}

function servingIn(
  place: DataNode | undefined,
  featureNode: DataNode,
  options: FormatOptions,
): Judged {
  const winner = fieldOf(place, "winningVariation");
  const winning = stringOf(fieldOf(winner, "_variation"));
  const changed = dateOf(fieldOf(winner, "updatedAt")) ?? dateOf(fieldOf(place, "updatedAt"));
  const since = changed === undefined ? {} : { since: changed };
  if (winning !== undefined) return { serving: servingOf(just(winning)), ...since };
  const status = stringOf(fieldOf(place, "status"));
  if (status !== undefined && status !== "active")
    return { serving: servingOf(just(null)), ...since };
  if (booleanOf(fieldOf(fieldOf(featureNode, "settings"), "optInEnabled")) === true) {
    return { serving: servingOf(unclearOutcome("people may opt in to it")) };
  }
  const needsOthers = itemsOf(fieldOf(place, "prerequisites")).length > 0;
  const before: When = needsOthers ? sometimes({ by: "prerequisite" }) : always;
  const forced = entriesOf(fieldOf(place, "forcedUsers")).map(({ key, value }): Rule => ({
    when: sometimes({ by: "targets", attribute: "user_id", values: [key], count: 1 }),
    outcome: just(stringOf(value) ?? null),
  }));
  const targets = itemsOf(fieldOf(place, "targets")).flatMap((one) =>
    targetRules(one, before, options),
  );
  return { serving: firstMatch([...forced, ...targets], just(null)), ...since };
}

/** One target. Whom its rollout leaves out gets nothing of the feature, or what a later target says. */
function targetRules(node: DataNode, before: When, options: FormatOptions): readonly Rule[] {
  const fits = allOf([
    before,
    whenAudience(fieldOf(node, "_audience") ?? fieldOf(node, "audience")),
  ]);
  const rolled = whenRolledOut(fieldOf(node, "rollout"), options);
  const rule: Rule = {
    when: allOf([fits, rolled]),
    outcome: outcomeOf(itemsOf(fieldOf(node, "distribution"))),
  };
  if (rolled.applies === "always" && rolled.until === undefined) return [rule];
  return [rule, { when: allOf([fits, sometimes({ by: "schedule" })]), outcome: just(null) }];
}

function whenAudience(node: DataNode | undefined): When {
  const filters = itemsOf(fieldOf(fieldOf(node, "filters"), "filters"));
  const types = filters.map((one) => stringOf(fieldOf(one, "type")));
  const isOr = stringOf(fieldOf(fieldOf(node, "filters"), "operator")) === "or";
  const isEveryone = isOr ? types.includes("all") : types.every((type) => type === "all");
  return filters.length > 0 && isEveryone ? always : sometimes({ by: "segment" });
}

/** A rollout is over for everyone once its last stage is, at 100 %. */
function whenRolledOut(node: DataNode | undefined, options: FormatOptions): When {
  if (node === undefined || node.kind === "null") return always;
  const stages = itemsOf(fieldOf(node, "stages"));
  const last = stages.at(-1);
  const end = dateOf(fieldOf(last ?? node, last === undefined ? "startDate" : "date"));
  if (end === undefined) return sometimes({ by: "schedule" });
  const isScheduled = stringOf(fieldOf(node, "type")) === "schedule" && last === undefined;
  const percent = isScheduled
    ? 1
    : (numberOf(fieldOf(last ?? node, last === undefined ? "startPercentage" : "percentage")) ?? 0);
  if (!isPast(end, options)) return { ...never, until: end };
  return percent >= 1 ? always : sometimes({ by: "rule", percent: 100 * percent });
}

function outcomeOf(distribution: readonly DataNode[]): Outcome {
  const shares = new Map<string, number>();
  for (const one of distribution) {
    const id = stringOf(fieldOf(one, "_variation")) ?? "";
    const percent = numberOf(fieldOf(one, "percentage")) ?? 0;
    if (percent < 0)
      return unclearOutcome(`its variation ${quoted(id)} has an impossible percentage`);
    shares.set(id, (shares.get(id) ?? 0) + percent);
  }
  const total = [...shares.values()].reduce((sum, one) => sum + one, 0);
  return Math.abs(total - 1) < 1e-9
    ? { shares }
    : unclearOutcome("its distribution does not sum to 100 %");
}
