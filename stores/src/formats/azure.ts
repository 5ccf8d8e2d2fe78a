import {
  booleanOf,
  fieldOf,
  instantOf,
  itemsOf,
  numberOf,
  quoted,
  stringOf,
  stringsOf,
  toJson,
} from "@halyard/core";
import type { DataNode, FormatOptions, JsonValue } from "@halyard/core";
import { isoOf, isPast } from "../reading/dates.js";
import { allOf, anyOf } from "../reading/prerequisites.js";
import { rowsOf } from "../reading/rows.js";
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
  unclear,
  unclearOutcome,
} from "../reading/serving.js";
import type { Outcome, Rule, Serving, When } from "../reading/serving.js";
import { any, list, number, record, words, yesNo } from "../reading/shapes.js";
import { storeFormat } from "../reading/storeFormat.js";
import type { StoreFlag } from "../reading/storeFormat.js";
import { onOff } from "../reading/variants.js";

const people = record("an audience", {
  Users: list(words),
  Groups: list(any),
  DefaultRolloutPercentage: number,
  Exclusion: record("an exclusion", { Users: list(words), Groups: list(words) }),
});
const filter = record(
  "a filter",
  {
    name: words,
    parameters: record("parameters", {
      Audience: people,
      Start: words,
      End: words,
      Recurrence: any,
    }),
  },
  ["name"],
);
const allocated = record("an allocation", {
  variant: words,
  users: list(words),
  groups: list(words),
  from: number,
  to: number,
});
const flag = record(
  "a flag",
  {
    id: words,
    description: words,
    enabled: yesNo,
    conditions: record("conditions", { requirement_type: words, client_filters: list(filter) }),
    variants: list(
      record("a variant", { name: words, configuration_value: any, status_override: words }, [
        "name",
      ]),
    ),
    allocation: record("an allocation", {
      default_when_enabled: words,
      default_when_disabled: words,
      user: list(allocated),
      group: list(allocated),
      percentile: list(allocated),
    }),
  },
  ["id"],
);
const flags = record("feature management", { feature_flags: list(flag) });

/**
 * Azure App Configuration and Microsoft's feature management, schema 2.
 *
 * A targeting filter of 100 % without exclusions holds for everyone, the empty context included. A filter that is not
 * one of Microsoft's own may be anything. For flags with variants, whether one is on and which variant it gives must
 * both be the same for everyone.
 */
export const azure = storeFormat({
  whole: "The feature management settings",
  readsClock: true,
  shape: record("feature management settings", {
    feature_management: flags,
    FeatureManagement: flags,
    feature_flags: list(flag),
  }),
  flagsOf: (root, { options }) => {
    const place = fieldOf(root, "feature_management") ?? fieldOf(root, "FeatureManagement") ?? root;
    return rowsOf(fieldOf(place, "feature_flags"), "id").map((row) => flagOf(row, options));
  },
});

function flagOf({ key, keySpan, node }: Row, options: FormatOptions): StoreFlag {
  const variants = rowsOf(fieldOf(node, "variants"), "name");
  const isPlain = variants.length === 0;
  const isOn = whenOn(node, options);
  const serving = isPlain
    ? firstMatch([{ when: isOn, outcome: just("on") }], just("off"))
    : variantServing(node, variants, isOn);
  const values = variants.map((row): [string, JsonValue] => {
    const value = fieldOf(row.node, "configuration_value");
    return [row.key, value === undefined || value.kind === "null" ? row.key : toJson(value)];
  });
  return {
    key,
    keySpan,
    span: node.span,
    description: stringOf(fieldOf(node, "description")),
    variants: isPlain ? onOff : new Map(values),
    states: new Map([[undefined, stateOf(serving)]]),
    fields: { defaultVariant: fieldOf(node, "enabled") },
  };
}

function whenOn(node: DataNode, options: FormatOptions): When {
  if (booleanOf(fieldOf(node, "enabled")) !== true) return never;
  const conditions = fieldOf(node, "conditions");
  const filters = itemsOf(fieldOf(conditions, "client_filters")).map((one) =>
    whenFilter(one, options),
  );
  if (filters.length === 0) return always;
  const type = stringOf(fieldOf(conditions, "requirement_type")) ?? "Any";
  if (type === "All") return allOf(filters);
  return type === "Any" ? anyOf(filters) : unclear(`it requires ${quoted(type)} of its filters`);
}

function whenFilter(node: DataNode, options: FormatOptions): When {
  const name = stringOf(fieldOf(node, "name")) ?? "";
  const parameters = fieldOf(node, "parameters");
  if (name === "Microsoft.Targeting") return whenTargeted(fieldOf(parameters, "Audience"));
  if (name === "Microsoft.TimeWindow") return whenInWindow(parameters, options);
  return unclear(`it has the filter ${quoted(name)}, which is not one of Microsoft's own`);
}

function whenTargeted(audience: DataNode | undefined): When {
  if (audience === undefined) return unclear("its targeting filter has no audience");
  const exclusion = fieldOf(audience, "Exclusion");
  const isExcluding = ["Users", "Groups"].some(
    (name) => itemsOf(fieldOf(exclusion, name)).length > 0,
  );
  const percent = numberOf(fieldOf(audience, "DefaultRolloutPercentage")) ?? 0;
  if (percent < 0 || percent > 100)
    return unclear("its targeting filter has an impossible percentage");
  if (percent === 100 && !isExcluding) return always;
  const users = stringsOf(fieldOf(audience, "Users"));
  const groups = itemsOf(fieldOf(audience, "Groups"));
  if (percent === 0 && users.length === 0 && groups.length === 0) return never;
  if (users.length > 0 && percent === 0) {
    return sometimes({ by: "targets", attribute: "userId", values: users, count: users.length });
  }
  return sometimes({ by: "rule", attribute: "userId", percent });
}

/** A date of a time window: ISO, or the way of mail headers. Others would depend on the machine's time zone. */
function windowDate(node: DataNode | undefined): string | undefined {
  const written = stringOf(node);
  if (written === undefined) return undefined;
  const isZoned = /(?:GMT|UTC|[zZ]|[+-]\d{2}:?\d{2})$/.test(written);
  return isoOf(isZoned ? Date.parse(written) : instantOf(written)) ?? "";
}

function whenInWindow(parameters: DataNode | undefined, options: FormatOptions): When {
  const start = windowDate(fieldOf(parameters, "Start"));
  const end = windowDate(fieldOf(parameters, "End"));
  const recurrence = fieldOf(parameters, "Recurrence");
  if (start === "" || end === "") return unclear("its time window has a date that is none");
  if (recurrence !== undefined && recurrence.kind !== "null") return sometimes({ by: "schedule" });
  if (start === undefined && end === undefined) return never;
  if (end !== undefined && isPast(end, options)) return never;
  if (start !== undefined && !isPast(start, options)) return { ...never, until: start };
  return end === undefined ? always : { ...always, until: end };
}

/** Variant and switch together, so that no two answers of the SDK are mixed up. */
function variantServing(node: DataNode, variants: readonly Row[], isOn: When): Serving {
  const allocation = fieldOf(node, "allocation");
  const isEnabled = booleanOf(fieldOf(node, "enabled")) === true;
  const overrides = new Map(
    variants.map((row) => [row.key, stringOf(fieldOf(row.node, "status_override"))]),
  );
  const label = (name: string | undefined, on: boolean): Outcome => {
    if (name === undefined || !overrides.has(name)) {
      return on ? unclearOutcome("it is on without any of its variants") : just(null);
    }
    const override = isEnabled ? overrides.get(name) : undefined;
    const isReally = override === "Enabled" || (override !== "Disabled" && on);
    return just(`${isReally ? "on" : "off"} ${name}`);
  };
  const rules: Rule[] = [];
  for (const [part, attribute] of [
    ["user", "userId"],
    ["group", "groups"],
    ["percentile", "userId"],
  ] as const) {
    for (const one of itemsOf(fieldOf(allocation, part))) {
      const when = whenAllocated(one, attribute);
      rules.push({ when, outcome: label(stringOf(fieldOf(one, "variant")), true) });
    }
  }
  const enabled = firstMatch(
    rules,
    label(stringOf(fieldOf(allocation, "default_when_enabled")), true),
  );
  const disabled = label(stringOf(fieldOf(allocation, "default_when_disabled")), false);
  const whole =
    isOn.applies === "always" && isOn.until === undefined
      ? enabled
      : mixed(isOn, enabled, disabled);
  return named(whole);
}

/** Whoever finds it off gets the one, everyone else what its allocation says. */
function mixed(isOn: When, enabled: Serving, disabled: Outcome): Serving {
  if (isOn.applies === "never" && isOn.until === undefined) return servingOf(disabled);
  const possible = new Set([...enabled.possible, ...servingOf(disabled).possible]);
  const unknown = isOn.unknown ?? enabled.unknown ?? disabled.unknown;
  return {
    ...enabled,
    exceptions: [
      ...[...disabled.shares.keys()].map((variant) => ({ by: "rule" as const, variant })),
      ...enabled.exceptions,
    ],
    ...(isOn.until !== undefined && { nextChange: isOn.until }),
    ...(unknown !== undefined && { unknown }),
    possible,
  };
}

/** The serving by variants alone, which is unclear where one of them goes with on and with off. */
function named(serving: Serving): Serving {
  const names = [...serving.possible].flatMap((one) => one?.replace(/^o(?:n|ff) /, "") ?? []);
  const isTwofold = new Set(names).size < names.length;
  const plain = renamed(serving, (one) => one.replace(/^o(?:n|ff) /, ""));
  return isTwofold
    ? { ...plain, unknown: "one of its variants is on for some and off for others" }
    : plain;
}

/** Without any context there is no allocation, so that even a whole percentile is not everyone. */
function whenAllocated(node: DataNode, attribute: string): When {
  const names = stringsOf(fieldOf(node, attribute === "groups" ? "groups" : "users"));
  const [from, to] = [numberOf(fieldOf(node, "from")), numberOf(fieldOf(node, "to"))];
  if (from === undefined && to === undefined) {
    return names.length === 0
      ? never
      : sometimes({ by: "targets", attribute, values: names, count: names.length });
  }
  return sometimes({
    by: "rule",
    attribute,
    percent: Math.max(0, Math.min(100, (to ?? 0) - (from ?? 0))),
  });
}
