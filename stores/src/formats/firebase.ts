import { booleanOf, entriesOf, fieldOf, itemsOf, stringOf } from "@halyard/core";
import type { DataNode, JsonValue } from "@halyard/core";
import { dateOf } from "../reading/dates.js";
import { mapRowsOf } from "../reading/rows.js";
import type { Row } from "../reading/rows.js";
import {
  always,
  firstMatch,
  just,
  never,
  sometimes,
  stateOf,
  unclear,
  unclearOutcome,
} from "../reading/serving.js";
import type { Outcome, Rule, When } from "../reading/serving.js";
import { any, date, list, map, record, words, yesNo } from "../reading/shapes.js";
import { storeFormat } from "../reading/storeFormat.js";
import type { StoreFlag } from "../reading/storeFormat.js";
import { Variants } from "../reading/variants.js";

const value = record("a value", {
  value: words,
  useInAppDefault: yesNo,
  rolloutValue: any,
  personalizationValue: any,
});
const parameter = record("a parameter", {
  description: words,
  valueType: words,
  defaultValue: value,
  conditionalValues: map(value),
});

/**
 * Firebase Remote Config: the template.
 *
 * Of the conditions that hold, the first in the template's list decides, whatever the order in the parameter. A value
 * of the app itself is the code's own default value.
 */
export const firebase = storeFormat({
  whole: "The Remote Config template",
  shape: record("a Remote Config template", {
    conditions: list(record("a condition", { name: words, expression: words }, ["name"])),
    parameters: map(parameter),
    parameterGroups: map(record("a group of parameters", { parameters: map(parameter) })),
    version: record("a version", { updateTime: date }),
  }),
  sharedOf: (root) => [fieldOf(root, "conditions")],
  flagsOf: (root) => {
    const conditions = itemsOf(fieldOf(root, "conditions"));
    const groups = entriesOf(fieldOf(root, "parameterGroups"));
    const rows = [
      ...mapRowsOf(fieldOf(root, "parameters")),
      ...groups.flatMap((group) => mapRowsOf(fieldOf(group.value, "parameters"))),
    ];
    // Whatever changed last in the template, no parameter has changed since.
    const since = dateOf(fieldOf(fieldOf(root, "version"), "updateTime"));
    return rows.map((row) => flagOf(row, conditions, since));
  },
});

function flagOf(
  { key, keySpan, node }: Row,
  conditions: readonly DataNode[],
  since: string | undefined,
): StoreFlag {
  const type = stringOf(fieldOf(node, "valueType")) ?? "STRING";
  const variants = new Variants(type === "BOOLEAN" ? [true, false] : []);
  const special = fieldOf(node, "conditionalValues");
  const outcomes = new Map(
    entriesOf(special).map((entry) => [entry.key, outcomeOf(entry.value, type, variants)]),
  );
  const known = conditions.flatMap((condition): readonly Rule[] => {
    const name = stringOf(fieldOf(condition, "name")) ?? "";
    const outcome = outcomes.get(name);
    if (outcome === undefined) return [];
    outcomes.delete(name);
    return [{ when: whenTrue(name, stringOf(fieldOf(condition, "expression"))), outcome }];
  });
  const strays = [...outcomes].map(([name, outcome]): Rule => ({
    when: unclear(`its condition ${JSON.stringify(name)} is not in the file`),
    outcome,
  }));
  const fallback = fieldOf(node, "defaultValue");
  const serving = firstMatch([...strays, ...known], outcomeOf(fallback, type, variants));
  return {
    key,
    keySpan,
    span: node.span,
    description: stringOf(fieldOf(node, "description")),
    variants: variants.values,
    states: new Map([[undefined, stateOf(serving, since === undefined ? {} : { since })]]),
    fields: { defaultVariant: fallback },
  };
}

/** Values are written as text, whatever their type. */
function typed(text: string, type: string): JsonValue | undefined {
  if (type === "STRING") return text;
  if (type === "BOOLEAN") return /^(?:true|false)$/.test(text) ? text === "true" : undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function outcomeOf(node: DataNode | undefined, type: string, variants: Variants): Outcome {
  // Without a default value the parameter is absent, which leaves the app's own.
  if (node === undefined || node.kind === "null") return just(null);
  if (booleanOf(fieldOf(node, "useInAppDefault")) === true) return just(null);
  const written = stringOf(fieldOf(node, "value"));
  if (written === undefined)
    return unclearOutcome("a rollout or a personalization decides its value");
  const found = typed(written, type);
  return found === undefined
    ? unclearOutcome("a value of it is not of its type")
    : just(variants.nameOf(found));
}

function whenTrue(name: string, expression: string | undefined): When {
  const text = expression?.trim() ?? "";
  if (text === "true") return always;
  if (text === "false") return never;
  const percent = /^percent(?:\((?:'[^']*'|"[^"]*")?\))?\s*(<=|<)\s*(\d{1,3}(?:\.\d{1,6})?)$/.exec(
    text,
  );
  if (percent === null) return sometimes({ by: "rule", attribute: name });
  const [, operator, limit] = percent;
  if (operator === "<=" && Number(limit) >= 100) return always;
  return sometimes({ by: "rule", attribute: name, percent: Math.min(Number(limit), 100) });
}
