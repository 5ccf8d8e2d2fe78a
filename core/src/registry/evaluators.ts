import { entriesOf, toJson } from "../schema/node.js";
import type { DataNode } from "../schema/node.js";
import { isJsonArray } from "../text/json.js";
import type { JsonValue } from "../text/json.js";

/** flagd's shared expressions by name. */
export type Evaluators = ReadonlyMap<string, JsonValue>;

/**
 * The `$evaluators` that every flagd resolves alike.
 *
 * flagd replaces `{"$ref": "name"}` in the file's text, name after name, so an evaluator that refers to another one
 * depends on their order, and a replacement that holds `$$`, `$&` and the like is changed on the way. Such evaluators
 * are left out; what refers to them stays unresolved and its verdict is unknown.
 */
export function sharedEvaluators(node: DataNode | undefined): Evaluators {
  const evaluators = new Map<string, JsonValue>();
  for (const { key, value } of entriesOf(node)) {
    const json = toJson(value);
    const written = JSON.stringify(json);
    if (/["\\]/.test(key) || written.includes('"$ref"') || /\$[$&`'\d<]/.test(written)) continue;
    evaluators.set(key, json);
  }
  return evaluators;
}

/** The expression with every reference to a shared evaluator replaced. */
export function withEvaluators(expression: JsonValue, evaluators: Evaluators): JsonValue {
  if (expression === null || typeof expression !== "object") return expression;
  if (isJsonArray(expression)) return expression.map((item) => withEvaluators(item, evaluators));
  const entries = Object.entries(expression);
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === "$ref" && typeof only[1] === "string") {
    return evaluators.get(only[1]) ?? expression;
  }
  return Object.fromEntries(
    entries.map(([key, value]) => [key, withEvaluators(value, evaluators)]),
  );
}
