import { entriesOf, fieldOf, stringOf, toJson } from "../schema/node.js";
import type { DataNode, Entry } from "../schema/node.js";
import type { JsonValue } from "../text/json.js";
import type { Problem } from "../text/problem.js";
import { containsSpan } from "../text/span.js";
import type { Span } from "../text/span.js";
import type { Damage } from "./damage.js";
import { defined } from "./defined.js";
import { baseFrom, environmentFrom } from "./environmentFrom.js";
import type { Evaluators } from "./evaluators.js";
import { withEvaluators } from "./evaluators.js";
import { fieldSpansOf } from "./fieldSpans.js";
import { flagTypeFrom, lifecycleFrom } from "./lifecycleFrom.js";
import type { EnvironmentState, Flag, FlagValueType } from "./model.js";
import { commonValueType, valueTypeOf } from "./valueType.js";

/** One entry under `flags`. States that an error touches are marked `unknown`. */
export function flagFrom(entry: Entry, path: string, evaluators: Evaluators, damage: Damage): Flag {
  const node = entry.value;
  const entrySpan: Span = { start: entry.keySpan.start, end: node.span.end };
  const metadata = fieldOf(node, "metadata");
  const lifecycle = fieldOf(node, "lifecycle");
  const variants = variantsFrom(fieldOf(node, "variants"));
  const defaultNode = fieldOf(node, "defaultValue");
  const defaultValue = defaultNode && toJson(defaultNode);
  const wholeDamage = damage.ofEntry(entry.key, entrySpan) ?? damageToAll(node, entrySpan, damage);
  const base = baseFrom(node);
  const environments = new Map<string, EnvironmentState>();
  for (const { key, value } of entriesOf(fieldOf(node, "environments"))) {
    const state = environmentFrom(value, base);
    environments.set(
      key,
      settled(state, wholeDamage ?? damage.firstWithin(value.span), evaluators),
    );
  }
  return {
    key: entry.key,
    type: flagTypeFrom(lifecycle, metadata),
    valueType: valueTypeFrom(node, variants, defaultValue),
    ...defined({
      defaultValue,
      description: stringOf(fieldOf(node, "description")),
      base: base && settled(base, wholeDamage, evaluators),
    }),
    variants,
    environments,
    lifecycle: lifecycleFrom(lifecycle, metadata),
    definitions: [{ path, keySpan: entry.keySpan, entrySpan, fields: fieldSpansOf(node) }],
  };
}

/** Errors in these fields say nothing about what the flag serves or may be used for. */
const harmlessFields = ["description", "metadata", "defaultValue"];

/** An error that stands neither in one environment alone nor in a harmless field. */
function damageToAll(node: DataNode, entrySpan: Span, damage: Damage): Problem | undefined {
  const apart: Span[] = [];
  for (const { value } of entriesOf(fieldOf(node, "environments"))) apart.push(value.span);
  for (const name of harmlessFields) {
    const field = fieldOf(node, name);
    if (field) apart.push(field.span);
  }
  apart.sort((a, b) => a.start - b.start);
  return damage.firstWithin(entrySpan, (place) => !isInside(place, apart));
}

/** Whether a place lies in one of many spans that are sorted and do not overlap. */
function isInside(place: Span, spans: readonly Span[]): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) <= place.start) low = middle + 1;
    else high = middle;
  }
  const before = spans[low - 1];
  return before !== undefined && containsSpan(before, place);
}

function settled(
  state: EnvironmentState,
  problem: Problem | undefined,
  evaluators: Evaluators,
): EnvironmentState {
  const targeting =
    state.targeting === undefined ? undefined : withEvaluators(state.targeting, evaluators);
  const unknown =
    state.unknown ??
    (problem &&
      `its registry entry has an error on line ${problem.line}, column ${problem.column}`);
  return { ...state, ...defined({ targeting, unknown }) };
}

function variantsFrom(node: DataNode | undefined): ReadonlyMap<string, JsonValue> {
  return new Map(entriesOf(node).map(({ key, value }) => [key, toJson(value)]));
}

const valueTypes: readonly string[] = ["boolean", "string", "integer", "float", "object"];

function valueTypeFrom(
  node: DataNode,
  variants: ReadonlyMap<string, JsonValue>,
  defaultValue: JsonValue | undefined,
): FlagValueType {
  const declared = stringOf(fieldOf(node, "flagType"));
  if (declared !== undefined && valueTypes.includes(declared)) return declared as FlagValueType;
  const inferred = variants.size > 0 ? commonValueType(variants.values()) : undefined;
  return (
    inferred ?? (defaultValue === undefined ? undefined : valueTypeOf(defaultValue)) ?? "boolean"
  );
}
