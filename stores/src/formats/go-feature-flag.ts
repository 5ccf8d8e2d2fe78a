import {
  booleanOf,
  canonicalJson,
  entriesOf,
  fieldOf,
  itemsOf,
  numberOf,
  quoted,
  stringOf,
  toJson,
} from "@halyard/core";
import type { DataNode, FormatOptions, JsonValue } from "@halyard/core";
import { dateOf, isPast } from "../reading/dates.js";
import { metadataOf } from "../reading/metadata.js";
import { mapRowsOf } from "../reading/rows.js";
import type { Row } from "../reading/rows.js";
import {
  always,
  earliest,
  firstMatch,
  just,
  never,
  servingOf,
  sometimes,
  stateOf,
  unclearOutcome,
} from "../reading/serving.js";
import type { Outcome, Rule, Serving, When } from "../reading/serving.js";
import { any, date, list, map, number, record, words, yesNo } from "../reading/shapes.js";
import { storeFormat } from "../reading/storeFormat.js";
import type { StoreFlag } from "../reading/storeFormat.js";

const stage = record("a stage", { variation: words, percentage: number, date });
const serves = {
  variation: words,
  percentage: map(number),
  progressiveRollout: record("a progressive rollout", { initial: stage, end: stage }),
};
const rule = record("a rule", { ...serves, name: words, query: words, disable: yesNo });
const flagFields = {
  variations: map(any),
  targeting: list(rule),
  defaultRule: record("a default rule", serves),
  experimentation: record("an experiment", { start: date, end: date }),
  disable: yesNo,
  bucketingKey: words,
  metadata: map(any),
};
const flag = record("a flag", {
  ...flagFields,
  scheduledRollout: list(record("a step", { ...flagFields, date }, ["date"])),
});

/**
 * GO Feature Flag's configuration: one environment.
 *
 * Steps whose date has passed are taken first. A flag that is disabled, or outside its experiment's time, gives the
 * code's own default value. Shares are drawn by the bucketing key, without which the default value is given too.
 */
export const goFeatureFlag = storeFormat({
  whole: "The GO Feature Flag configuration",
  readsClock: true,
  shape: map(flag),
  flagsOf: (root, { options }) => mapRowsOf(root).map((row) => flagOf(row, options)),
});

function flagOf({ key, keySpan, node }: Row, options: FormatOptions): StoreFlag {
  const metadata = metadataOf(node);
  const variations = fieldOf(node, "variations");
  const variants = new Map(
    entriesOf(variations).map((entry): [string, JsonValue] => [entry.key, toJson(entry.value)]),
  );
  const { serving, since } = judged(node, options);
  return {
    key,
    keySpan,
    span: node.span,
    variants,
    states: new Map([[undefined, stateOf(serving, since === undefined ? {} : { since })]]),
    lifecycle: metadata.lifecycle,
    fields: {
      ...metadata.fields,
      defaultVariant: fieldOf(node, "defaultRule"),
    },
  };
}

/** The flag after the steps that have been taken; a field that a step names replaces the flag's own. */
interface Current {
  readonly fields: ReadonlyMap<string, DataNode>;
  readonly since?: string;
  readonly unknown?: string;
  /** What is to come. */
  readonly steps: readonly { readonly at: string; readonly node: DataNode }[];
}

function currentOf(node: DataNode, options: FormatOptions): Current {
  const fields = new Map(entriesOf(node).map(({ key, value }) => [key, value]));
  const steps: { at: string; node: DataNode }[] = [];
  let since: string | undefined;
  let unknown: string | undefined;
  for (const step of itemsOf(fieldOf(node, "scheduledRollout"))) {
    const at = dateOf(fieldOf(step, "date"));
    if (at === undefined) unknown = "a step of its schedule has a date that is none";
    else if (!isPast(at, options)) steps.push({ at, node: step });
    else {
      // Rules of a step are merged into the flag's by their names, which is more than a replacement.
      if (fieldOf(step, "targeting")) unknown = "a step of its schedule has changed its targeting";
      for (const { key, value } of entriesOf(step)) fields.set(key, value);
      since = at;
    }
  }
  return {
    fields,
    steps,
    ...(since !== undefined && { since }),
    ...(unknown !== undefined && { unknown }),
  };
}

function judged(
  node: DataNode,
  options: FormatOptions,
): { readonly serving: Serving; readonly since?: string } {
  const current = currentOf(node, options);
  if (current.unknown !== undefined) return { serving: servingOf(unclearOutcome(current.unknown)) };
  const { fields } = current;
  const place: Place = {
    options,
    variations: new Set(entriesOf(fields.get("variations")).map(({ key }) => key)),
    key: stringOf(fields.get("bucketingKey")) ?? "targetingKey",
  };
  const serving = withSteps(servingNow(fields, place), current);
  const ended = endOf(fields.get("defaultRule"));
  const dates = [current.since, ended].filter((at) => at !== undefined && isPast(at, options));
  const since = dates.sort((a = "", b = "") => Date.parse(a) - Date.parse(b)).at(-1);
  return { serving, ...(since !== undefined && { since }) };
}

/** A step that changes nothing but the name of its date is no change. */
function withSteps(serving: Serving, { steps, fields }: Current): Serving {
  const changes = steps.filter(({ node }) =>
    entriesOf(node).some(({ key, value }) => {
      const own = fields.get(key);
      return (
        key !== "date" &&
        (own === undefined || canonicalJson(toJson(own)) !== canonicalJson(toJson(value)))
      );
    }),
  );
  const next = earliest(serving.nextChange, ...changes.map(({ at }) => at));
  return next === undefined ? serving : { ...serving, nextChange: next };
}

interface Place {
  readonly options: FormatOptions;
  readonly variations: ReadonlySet<string>;
  /** The attribute that shares are drawn by. */
  readonly key: string;
}

function servingNow(fields: ReadonlyMap<string, DataNode>, place: Place): Serving {
  if (booleanOf(fields.get("disable")) === true) return servingOf(just(null));
  const rules = itemsOf(fields.get("targeting"))
    .filter((one) => booleanOf(fieldOf(one, "disable")) !== true)
    .map((one): Rule => ({
      when: sometimes({ by: "rule", attribute: stringOf(fieldOf(one, "query")) ?? "" }),
      outcome: outcomeOf(one, place),
    }));
  const running = whenRunning(fields.get("experimentation"), place.options);
  const outside: Rule = { when: running, outcome: just(null) };
  return firstMatch([outside, ...rules], outcomeOf(fields.get("defaultRule"), place));
}

/** When the flag lies outside the time of its experiment. */
function whenRunning(node: DataNode | undefined, options: FormatOptions): When {
  if (node === undefined || node.kind === "null") return never;
  const [start, end] = [dateOf(fieldOf(node, "start")), dateOf(fieldOf(node, "end"))];
  if (end !== undefined && isPast(end, options)) return always;
  if (start !== undefined && !isPast(start, options)) return { ...always, until: start };
  return end === undefined ? never : { ...never, until: end };
}

function outcomeOf(node: DataNode | undefined, place: Place): Outcome {
  const variation = stringOf(fieldOf(node, "variation"));
  if (variation !== undefined) return known([variation], place) ?? just(variation);
  const percentage = entriesOf(fieldOf(node, "percentage"));
  if (percentage.length > 0) {
    const shares = new Map(percentage.map(({ key, value }) => [key, numberOf(value) ?? 0]));
    const names = [...shares].filter(([, share]) => share > 0).map(([name]) => name);
    const needs = { attributes: [place.key], otherwise: null };
    return known(names, place) ?? (names.length === 0 ? noRule : { shares, needs });
  }
  return progressive(fieldOf(node, "progressiveRollout"), place);
}

const noRule = unclearOutcome("a rule of it serves nothing");

/** The complaint about a variation that the flag does not have. */
function known(names: readonly string[], { variations }: Place): Outcome | undefined {
  const odd = names.find((name) => !variations.has(name));
  return odd === undefined
    ? undefined
    : unclearOutcome(`it serves ${quoted(odd)}, which is no variation of it`);
}

function endOf(node: DataNode | undefined): string | undefined {
  return dateOf(fieldOf(fieldOf(fieldOf(node, "progressiveRollout"), "end"), "date"));
}

function progressive(node: DataNode | undefined, place: Place): Outcome {
  const [initial, end] = [fieldOf(node, "initial"), fieldOf(node, "end")];
  const from = stringOf(fieldOf(initial, "variation"));
  const to = stringOf(fieldOf(end, "variation"));
  const until = dateOf(fieldOf(end, "date"));
  if (from === undefined || to === undefined || until === undefined) return noRule;
  const odd = known([from, to], place);
  if (odd !== undefined) return odd;
  const needs = { attributes: [place.key], otherwise: null };
  if (!isPast(until, place.options)) {
    return { shares: new Map([[from, 1]]), needs, next: { at: until, variants: [to] } };
  }
  const percent = numberOf(fieldOf(end, "percentage")) ?? 100;
  const shares = new Map([[to, percent]]);
  if (percent < 100) shares.set(from, (shares.get(from) ?? 0) + 100 - percent);
  return { shares, needs };
}
