import {
  entriesOf,
  fieldOf,
  itemsOf,
  numberOf,
  quoted,
  stringOf,
  stringsOf,
  toJson,
} from "@halyard/core";
import type { DataNode, EnvironmentState, FormatOptions } from "@halyard/core";
import { allOf } from "../reading/prerequisites.js";
import type { When, Outcome, Rule, Serving } from "../reading/serving.js";
import {
  never,
  firstMatch,
  just,
  renamed,
  servingOf,
  sometimes,
  stateOf,
  unclearOutcome,
} from "../reading/serving.js";
import { isoOf, isPast } from "../reading/dates.js";
import { mapRowsOf } from "../reading/rows.js";
import type { Row } from "../reading/rows.js";
import { any, list, map, number, oneOf, position, record, words } from "../reading/shapes.js";
import { storeFormat } from "../reading/storeFormat.js";
import type { StoreFlag } from "../reading/storeFormat.js";
import { Variants } from "../reading/variants.js";

const split = record("an outcome", {
  type: words,
  base: list(words),
  weights: list(number),
  defaultVariant: position,
  startTimestamp: number,
  rollFromVariant: position,
  rollToVariant: position,
  slots: list(list(number)),
});
const outcome = oneOf(position, split);
const environment = oneOf(
  position,
  record("an environment", {
    reuse: words,
    targets: list(any),
    rules: list(record("a rule", { conditions: list(any), outcome }, ["conditions", "outcome"])),
    fallthrough: outcome,
  }),
);
const definition = record(
  "a definition",
  {
    variants: list(any),
    variantIds: list(words),
    environments: map(environment),
    createdAt: number,
  },
  ["variants", "environments"],
);

/**
 * Vercel Flags: the datafile with its definitions for every environment.
 *
 * A number pauses an environment on a variant; otherwise targets, rules and the fallthrough decide in this order. A
 * split or rollout gives its default variant to whoever lacks the base, and a rollout ends at 100 % of its goal.
 */
export const vercel = storeFormat({
  whole: "The Vercel datafile",
  readsClock: true,
  shape: record("a Vercel datafile", { definitions: map(definition), segments: any }, [
    "definitions",
  ]),
  flagsOf: (root, { options }) =>
    mapRowsOf(fieldOf(root, "definitions")).map((row) => flagOf(row, options)),
});

function flagOf({ key, keySpan, node }: Row, options: FormatOptions): StoreFlag {
  const values = itemsOf(fieldOf(node, "variants")).map(toJson);
  const ids = stringsOf(fieldOf(node, "variantIds"));
  const variants = new Variants();
  const names = values.map((value, at) => variants.nameOf(value, ids[at]));
  const environments = fieldOf(node, "environments");
  const states = new Map<string | undefined, EnvironmentState>();
  for (const { key: name } of entriesOf(environments)) {
    const { serving, since } = servingIn(environments, name, { count: names.length, options });
    const state = stateOf(
      renamed(serving, (at) => names[Number(at)] ?? null),
      since === undefined ? {} : { since },
    );
    states.set(name, state);
  }
  return { key, keySpan, span: node.span, variants: variants.values, states };
}

interface Place {
  readonly count: number;
  readonly options: FormatOptions;
}

interface Judged {
  readonly serving: Serving;
  readonly since?: string;
}

function servingIn(environments: DataNode | undefined, name: string, place: Place): Judged {
  const seen = new Set<string>();
  let at = name;
  for (;;) {
    const node = fieldOf(environments, at);
    if (node === undefined) {
      return {
        serving: servingOf(
          unclearOutcome(`it reuses the environment ${quoted(at)}, which it does not have`),
        ),
      };
    }
    const next = stringOf(fieldOf(node, "reuse"));
    if (next === undefined) return servingOfEnvironment(node, place);
    if (seen.has(next))
      return { serving: servingOf(unclearOutcome("its environments reuse each other")) };
    seen.add(next);
    at = next;
  }
}

function servingOfEnvironment(node: DataNode, place: Place): Judged {
  if (node.kind === "number") return { serving: servingOf(variantOutcome(node, place)) };
  const targets = itemsOf(fieldOf(node, "targets")).flatMap((one, at): readonly Rule[] =>
    isEmptyTarget(one)
      ? []
      : [
          {
            when: sometimes({ by: "targets" }),
            outcome: at < place.count ? just(String(at)) : noVariant,
          },
        ],
  );
  const rules = itemsOf(fieldOf(node, "rules")).map((one): Rule => {
    const conditions = itemsOf(fieldOf(one, "conditions"));
    return {
      when: allOf(conditions.map(whenCondition)),
      outcome: outcomeOf(fieldOf(one, "outcome"), place),
    };
  });
  const last = fieldOf(node, "fallthrough");
  const fallback = outcomeOf(last, place);
  const ended = fallback.next === undefined ? endOf(last) : undefined;
  const since = ended !== undefined && targets.length + rules.length === 0 ? ended : undefined;
  return {
    serving: firstMatch([...targets, ...rules], fallback),
    ...(since !== undefined && { since }),
  };
}

/** A condition: what, comparator, with what. One of no values is nobody's. */
function whenCondition(node: DataNode): When {
  const [, comparator, operand] = itemsOf(node);
  const isEmpty = operand?.kind === "array" && operand.items.length === 0;
  if (stringOf(comparator) === "oneOf" && isEmpty) return never;
  return sometimes({ by: "rule" });
}

/** Lists of values by kind and attribute; one without any value names nobody. */
function isEmptyTarget(node: DataNode): boolean {
  return entriesOf(node).every(({ value }) =>
    entriesOf(value).every((attribute) => itemsOf(attribute.value).length === 0),
  );
}

const noVariant = unclearOutcome("it serves a variant that it does not have");

function variantOutcome(node: DataNode | undefined, { count }: Place): Outcome {
  const at = numberOf(node);
  return at === undefined || at >= count ? noVariant : just(String(at));
}

function outcomeOf(node: DataNode | undefined, place: Place): Outcome {
  if (node === undefined || node.kind === "number") return variantOutcome(node, place);
  const type = stringOf(fieldOf(node, "type")) ?? "";
  const otherwise = numberOf(fieldOf(node, "defaultVariant")) ?? place.count;
  if (type === "experiment") return { shares: new Map([[null, 1]]), isExperiment: true };
  if (otherwise >= place.count) return noVariant;
  const base = itemsOf(fieldOf(node, "base"))
    .map((part) => stringOf(part) ?? "")
    .join(".");
  const needs = { attributes: [base], otherwise: String(otherwise) };
  if (type === "split") return { ...splitOutcome(node, place, String(otherwise)), needs };
  if (type === "rollout") return { ...rolloutOutcome(node, place), needs };
  return unclearOutcome(`it has an outcome of the type ${quoted(type)}`);
}

function splitOutcome(node: DataNode, { count }: Place, otherwise: string): Outcome {
  const shares = new Map<string, number>();
  for (const [at, weight] of itemsOf(fieldOf(node, "weights")).entries()) {
    const share = numberOf(weight) ?? 0;
    if (share < 0 || (share > 0 && at >= count)) return noVariant;
    if (share > 0) shares.set(String(at), share);
  }
  return { shares: shares.size === 0 ? new Map([[otherwise, 1]]) : shares };
}

/** The instant at which a rollout is at its goal for everyone, as ISO date-time. */
function endOf(node: DataNode | undefined): string | undefined {
  const start = numberOf(fieldOf(node, "startTimestamp"));
  const slots = itemsOf(fieldOf(node, "slots"));
  if (stringOf(fieldOf(node, "type")) !== "rollout" || start === undefined) return undefined;
  const lengths = slots.map((slot) => numberOf(itemsOf(slot)[1]) ?? Number.NaN);
  return isoOf(lengths.reduce((sum, length) => sum + length, start));
}

function rolloutOutcome(node: DataNode, { count, options }: Place): Outcome {
  const from = numberOf(fieldOf(node, "rollFromVariant")) ?? count;
  const to = numberOf(fieldOf(node, "rollToVariant")) ?? count;
  const end = endOf(node);
  if (from >= count || to >= count || end === undefined) return noVariant;
  if (itemsOf(fieldOf(node, "slots")).length === 0) return just(String(from));
  if (isPast(end, options)) return just(String(to));
  return { ...just(String(from)), next: { at: end, variants: [String(to)] } };
}
