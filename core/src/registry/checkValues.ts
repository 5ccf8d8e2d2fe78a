import { entriesOf, fieldOf, stringOf, toJson } from "../schema/node.js";
import type { DataNode, Entry } from "../schema/node.js";
import type { ProblemSink } from "../schema/problemSink.js";
import type { JsonValue } from "../text/json.js";
import type { FlagValueType } from "./model.js";
import { quoted } from "../text/quoted.js";
import { commonValueType, hasValueType, valueNouns, valueTypeOf } from "./valueType.js";

/** Reports variants and default values whose type is not the flag's, and variants of mixed types. */
export function checkValues(entry: Entry, sink: ProblemSink): void {
  const variants = entriesOf(fieldOf(entry.value, "variants"));
  const defaultValue = fieldOf(entry.value, "defaultValue");
  const declared = stringOf(fieldOf(entry.value, "flagType"));
  if (declared !== undefined && isValueType(declared)) {
    for (const { key, value } of variants) {
      checkValue(value, declared, `The variant ${quoted(key)}`, sink);
    }
    if (defaultValue) checkValue(defaultValue, declared, "The default value", sink);
    return;
  }
  const type = commonValueType(variants.map(({ value }) => toJson(value)));
  if (variants.length > 0 && type === undefined) reportMixed(variants, entry, sink);
  else if (type !== undefined && defaultValue) {
    checkValue(defaultValue, type, "The default value", sink);
  }
}

function isValueType(word: string): word is FlagValueType {
  return Object.hasOwn(valueNouns, word);
}

function checkValue(node: DataNode, type: FlagValueType, what: string, sink: ProblemSink): void {
  const value = toJson(node);
  if (hasValueType(value, type)) return;
  const message = `${what} must be ${valueNouns[type]}, as the flag's type is ${type}, not ${shown(value)}.`;
  sink.error("value-type", message, node.span);
}

/** Points at the first variant that does not go with those before it. */
function reportMixed(variants: readonly Entry[], entry: Entry, sink: ProblemSink): void {
  // One value stands for those before it: a whole number gives way to a fraction.
  let before: JsonValue | undefined;
  for (const { key, value } of variants) {
    const own = toJson(value);
    const pair = before === undefined ? [own] : [before, own];
    const type = commonValueType(pair);
    before = pair.find((one) => valueTypeOf(one) === type) ?? own;
    if (type !== undefined) continue;
    const message = `The variants of ${quoted(entry.key)} must all have one type; ${quoted(key)} is ${shown(toJson(value))}.`;
    sink.error("mixed-variants", message, value.span);
    return;
  }
}

function shown(value: JsonValue): string {
  const type = valueTypeOf(value);
  if (type === "object") return "an object";
  return Array.isArray(value) ? "an array" : JSON.stringify(value);
}
