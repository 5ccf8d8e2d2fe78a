import type { Matcher } from "../adapters/model.js";
import { isJsonObject } from "../text/json.js";
import type { JsonValue } from "../text/json.js";
import type { DataNode } from "../schema/node.js";
import { fieldOf, itemsOf, stringOf, toJson } from "../schema/node.js";
import type { ProblemSink } from "../schema/problemSink.js";

/** Fields that are lists but may be written as a single string. */
const listFields = new Set([
  "from",
  "keys",
  "names",
  "methods",
  "receivers",
  "objects",
  "calls",
  "types",
  "literals",
  "modules",
  "properties",
  "invertedProperties",
  "files",
  "initializers",
]);

/** Fields that say where an argument stands. */
const argumentFields = new Set(["key", "default", "old", "new", "argument"]);

/** Kinds whose `key` is an argument and defaults to the first one. */
const calledKinds = new Set([
  "call",
  "hook",
  "selector",
  "hoc",
  "migration",
  "method",
  "decorator",
]);

/** The matchers of a checked `matchers` value, single names made lists and `key` filled in. */
export function toMatchers(node: DataNode | undefined, sink: ProblemSink): readonly Matcher[] {
  return itemsOf(node).flatMap((item) => (isWhole(item, sink) ? [toMatcher(item)] : []));
}

/** The demands that span several fields, which a shape cannot state. */
function isWhole(node: DataNode, sink: ProblemSink): boolean {
  const kind = stringOf(fieldOf(node, "kind"));
  const has = (name: string): boolean => fieldOf(node, name) !== undefined;
  const sources = ["objects", "calls", "types", "literals", "literalArguments"];
  if (kind === "property" && !sources.some(has)) {
    const message = `A matcher of kind \`property\` needs one of \`${sources.join("`, `")}\`; add it.`;
    sink.error("missing-key", message, node.span);
    return false;
  }
  const readsProperty = stringOf(fieldOf(node, "keyFrom")) === "property";
  if (kind === "constant" && readsProperty !== has("property")) {
    const message = "`keyFrom: property` and `property` go together; write both or neither.";
    sink.error("missing-key", message, node.span);
    return false;
  }
  return true;
}

/** The shape has been checked, so the plain value is a matcher by construction. */
function toMatcher(node: DataNode): Matcher {
  const kind = stringOf(fieldOf(node, "kind")) ?? "";
  const plain = normalized(toJson(node), calledKinds.has(kind)) as Record<string, JsonValue>;
  const key = calledKinds.has(kind) ? { key: plain.key ?? 0 } : {};
  return { ...plain, ...key } as unknown as Matcher;
}

function normalized(value: JsonValue, isCalled: boolean): JsonValue {
  if (!isJsonObject(value)) return value;
  const result: Record<string, JsonValue> = {};
  for (const [name, field] of Object.entries(value)) {
    if (listFields.has(name) && typeof field === "string") result[name] = [field];
    else if (name === "literalArguments") {
      result[name] = [field].flat().map((item) => normalized(item, true));
    } else if (isCalled && argumentFields.has(name) && isDigits(field)) {
      result[name] = Number(field);
    } else result[name] = field;
  }
  return result;
}

function isDigits(value: JsonValue): boolean {
  return typeof value === "string" && /^\d+$/.test(value);
}
