import { booleanOf, fieldOf, itemsOf, numberOf, quoted, stringOf, stringsOf } from "@halyard/core";
import type { DataNode, EnvironmentState } from "@halyard/core";
import { dateOf } from "../reading/dates.js";
import { allOf, not, resolving, whenServes } from "../reading/prerequisites.js";
import type { ServingOf } from "../reading/prerequisites.js";
import { rowsOf } from "../reading/rows.js";
import type { Row } from "../reading/rows.js";
import {
  always,
  firstMatch,
  just,
  servingOf,
  sometimes,
  stateOf,
  unclear,
  unclearOutcome,
} from "../reading/serving.js";
import type { Outcome, Rule, Serving, When } from "../reading/serving.js";
import { any, date, list, number, record, words, yesNo } from "../reading/shapes.js";
import { storeFormat } from "../reading/storeFormat.js";
import type { Reading, StoreFlag } from "../reading/storeFormat.js";
import { onOff } from "../reading/variants.js";

const rule = record("a rule", {
  passPercentage: number,
  returnValue: any,
  conditions: list(
    record("a condition", { type: words, field: words, targetValue: any }, ["type"]),
  ),
  environments: list(words),
  pendingAutomatedRollouts: list(any),
});
const fields = {
  id: words,
  name: words,
  description: words,
  isEnabled: yesNo,
  enabled: yesNo,
  status: words,
  type: words,
  owner: record("an owner", { ownerName: words }),
  tags: list(words),
  createdTime: date,
  lastModifiedTime: date,
  holdoutIDs: list(any),
  rules: list(rule),
};
const gate = record("a gate", fields);

/**
 * Statsig: gates of the console's API (one, or `data`), and the SDKs' config specs.
 *
 * The first rule whose conditions hold decides, and whoever fails its percentage gets false without another rule. A
 * launched gate is true for everyone and a disabled one false.
 */
export const statsig = storeFormat({
  whole: "The Statsig data",
  shape: record("Statsig data", { ...fields, data: list(gate), feature_gates: list(gate) }),
  flagsOf: (root, reading) => {
    const rows = rowsOfData(root);
    const byKey = new Map(rows.map((row) => [row.key, row]));
    const known = new Map<string | undefined, ServingOf>();
    const servingIn = (environment: string | undefined): ServingOf => {
      const resolve =
        known.get(environment) ??
        resolving((key, servingOfFlag) => {
          const row = byKey.get(key);
          return row && servingOfGate(row, { environment, servingOfFlag, reading });
        });
      known.set(environment, resolve);
      return resolve;
    };
    return rows.map((row) => flagOf(row, servingIn));
  },
});

function rowsOfData(root: DataNode): readonly Row[] {
  const key = fieldOf(root, "id") ?? fieldOf(root, "name");
  const name = stringOf(key);
  const isOne = fieldOf(root, "rules") !== undefined;
  return [
    ...rowsOf(fieldOf(root, "data"), "id"),
    ...rowsOf(fieldOf(root, "feature_gates"), "name"),
    ...(!isOne || key === undefined || name === undefined
      ? []
      : [{ key: name, keySpan: key.span, node: root }]),
  ];
}

function flagOf(
  { key, keySpan, node }: Row,
  servingIn: (environment: string | undefined) => ServingOf,
): StoreFlag {
  const named = itemsOf(fieldOf(node, "rules")).flatMap((one) =>
    stringsOf(fieldOf(one, "environments")),
  );
  const since = dateOf(fieldOf(node, "lastModifiedTime"));
  const isArchived = /^archived$/i.test(stringOf(fieldOf(node, "status")) ?? "");
  const states = new Map<string | undefined, EnvironmentState>();
  for (const environment of named.length === 0 ? [undefined] : new Set(named)) {
    const serving =
      servingIn(environment)(key) ?? servingOf(unclearOutcome("it is not in the file"));
    const state = stateOf(serving, since === undefined ? {} : { since });
    states.set(environment, isArchived ? { ...state, state: "ABSENT" } : state);
  }
  const owner = fieldOf(fieldOf(node, "owner"), "ownerName");
  return {
    key,
    keySpan,
    span: node.span,
    description: stringOf(fieldOf(node, "description")),
    variants: onOff,
    states,
    lifecycle: {
      owner: stringOf(owner),
      created: dateOf(fieldOf(node, "createdTime"))?.slice(0, 10),
      permanent: stringOf(fieldOf(node, "type")) === "PERMANENT" ? true : undefined,
      status: isArchived ? "archived" : undefined,
      tags: stringsOf(fieldOf(node, "tags")),
    },
    fields: {
      "lifecycle.owner": owner,
      "lifecycle.created": fieldOf(node, "createdTime"),
      "lifecycle.permanent": fieldOf(node, "type"),
    },
  };
}

interface Place {
  readonly environment: string | undefined;
  readonly servingOfFlag: ServingOf;
  readonly reading: Reading;
}

function servingOfGate({ node }: Row, place: Place): Serving {
  const fault = place.reading.faultIn(node.span);
  if (fault !== undefined) return servingOf(unclearOutcome(fault));
  const isOn = booleanOf(fieldOf(node, "isEnabled")) ?? booleanOf(fieldOf(node, "enabled"));
  const status = stringOf(fieldOf(node, "status"));
  if (status === "Launched") return servingOf(just("on"));
  if (status === "Disabled" || isOn === false) return servingOf(just("off"));
  if (isOn === undefined)
    return servingOf(unclearOutcome("the file does not say whether it is enabled"));
  if (itemsOf(fieldOf(node, "holdoutIDs")).length > 0) {
    return servingOf(unclearOutcome("a holdout keeps some out"));
  }
  const rules = itemsOf(fieldOf(node, "rules")).filter((one) => holdsIn(one, place.environment));
  return firstMatch(
    rules.map((one) => ruleOf(one, place)),
    just("off"),
  );
}

function holdsIn(node: DataNode, environment: string | undefined): boolean {
  const names = stringsOf(fieldOf(node, "environments"));
  return environment === undefined || names.length === 0 || names.includes(environment);
}

function ruleOf(node: DataNode, place: Place): Rule {
  const when = allOf(itemsOf(fieldOf(node, "conditions")).map((one) => whenCondition(one, place)));
  if (itemsOf(fieldOf(node, "pendingAutomatedRollouts")).length > 0) {
    return { when, outcome: unclearOutcome("an automated rollout of it is pending") };
  }
  return { when, outcome: outcomeOf(node) };
}

function outcomeOf(node: DataNode): Outcome {
  const percent = numberOf(fieldOf(node, "passPercentage"));
  if (percent === undefined) return unclearOutcome("a rule of it has no percentage");
  const passed = booleanOf(fieldOf(node, "returnValue")) === false ? "off" : "on";
  if (percent >= 100) return just(passed);
  if (percent <= 0 || passed === "off") return just("off");
  return {
    shares: new Map([
      ["on", percent],
      ["off", 100 - percent],
    ]),
  };
}

/** `passes_gate` of the console, `pass_gate` of the specs. */
const gateConditions = new Map([
  ["passes_gate", true],
  ["pass_gate", true],
  ["fails_gate", false],
  ["fail_gate", false],
]);

function whenCondition(node: DataNode, { servingOfFlag }: Place): When {
  const type = stringOf(fieldOf(node, "type")) ?? "";
  if (type === "public") return always;
  const passes = gateConditions.get(type);
  if (passes === undefined) {
    if (!/^[a-z_]+$/i.test(type)) return unclear(`a condition of it has the type ${quoted(type)}`);
    return sometimes({ by: "rule", attribute: stringOf(fieldOf(node, "field")) ?? type });
  }
  const [parent = "", ...others] = stringsOf(fieldOf(node, "targetValue"));
  if (others.length > 0) return sometimes({ by: "prerequisite" });
  const when = whenServes(servingOfFlag(parent), parent, (variant) => variant === "on");
  return passes ? when : not(when);
}
