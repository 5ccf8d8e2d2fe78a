import { quoted, shortened } from "../text/quoted.js";
import { checkNumber, checkString } from "./checkScalar.js";
import type { ArrayNode, DataNode, Entry, ObjectNode, ScalarNode } from "./node.js";
import { entryOf, stringOf, toJson } from "./node.js";
import type { ProblemSink } from "./problemSink.js";
import type { ArrayShape, CasesShape, ObjectShape, RecordShape, Shape } from "./shape.js";
import { choice } from "./describe.js";
import { actualNoun, capital, nounOf, unknownWord } from "./wording.js";

/** How a file is checked, and how its messages speak of it. */
export interface CheckOptions {
  readonly sink: ProblemSink;
  /** What the whole value is called where a message starts with it: "The configuration". */
  readonly whole: string;
  /** What keys are called, in messages and in the codes `unknown-…` and `missing-…`; default "key". */
  readonly keyNoun?: string;
  /** Keys that the shape does not know are no fault: for files that other tools own. */
  readonly lenient?: boolean;
}

/**
 * Checks a node against a shape, reporting every fault with its place.
 *
 * The answer is the node without what is wrong: refused keys and items are gone and aliases have their real name,
 * so whoever reads it need not check again. Undefined where nothing is left.
 */
export function checkShape(
  node: DataNode,
  shape: Shape,
  options: CheckOptions,
): DataNode | undefined {
  return check(node, shape, "", options);
}

/** `path` is the value's own: `registry[0].path`, empty for the whole. */
function check(
  node: DataNode,
  shape: Shape,
  path: string,
  options: CheckOptions,
): DataNode | undefined {
  if (shape.kind === "any") return node;
  if (!hasKind(node, shape)) {
    refuseKind(node, shape, path, options);
    return undefined;
  }
  if (shape.kind === "union") {
    const option = shape.options.find((one) => hasKind(node, one));
    return option === undefined ? undefined : check(node, option, path, options);
  }
  if (node.kind === "array") {
    return shape.kind === "array" ? checkArray(node, shape, path, options) : undefined;
  }
  if (node.kind === "object") return checkEntries(node, shape, path, options);
  const label = labelOf(path, options);
  if (shape.kind === "string" && isOf(node, "string")) {
    return checkString(node, shape, label, options.sink);
  }
  if (shape.kind === "number" && isOf(node, "number")) {
    return checkNumber(node, shape, label, options.sink);
  }
  return node;
}

function isOf<K extends ScalarNode["kind"]>(
  node: ScalarNode,
  kind: K,
): node is ScalarNode & { readonly kind: K } {
  return node.kind === kind;
}

/** Whether the value is of the JSON type that the shape asks for. */
function hasKind(node: DataNode, shape: Shape): boolean {
  switch (shape.kind) {
    case "any":
      return true;
    case "record":
    case "cases":
      return node.kind === "object";
    case "literal":
      return node.kind !== "array" && node.kind !== "object" && node.value === shape.value;
    case "union":
      return shape.options.some((one) => hasKind(node, one));
    default:
      return node.kind === shape.kind;
  }
}

function refuseKind(node: DataNode, shape: Shape, path: string, options: CheckOptions): void {
  // YAML reads a bare `true` as a boolean where a name of that spelling was meant.
  const hint = node.kind === "boolean" && takesAnyText(shape) ? "; write it in quotes" : "";
  const message = `${labelOf(path, options)} must be ${nounOf(shape)}, not ${actualNoun(node)}${hint}.`;
  options.sink.error("wrong-type", message, node.span);
}

function takesAnyText(shape: Shape): boolean {
  if (shape.kind === "union") return shape.options.some(takesAnyText);
  if (shape.kind !== "string") return false;
  return shape.oneOf === undefined && shape.pattern === undefined && shape.test === undefined;
}

function checkArray(
  node: ArrayNode,
  shape: ArrayShape,
  path: string,
  options: CheckOptions,
): DataNode | undefined {
  if (hasWrongLength(node.items.length, node, shape, path, options)) return undefined;
  const seen = new Set<string>();
  const items = node.items.flatMap((item, index) => {
    if (shape.unique === true) {
      const written = JSON.stringify(toJson(item));
      if (seen.has(written)) {
        const value = item.kind === "string" ? String(item.value) : written;
        const message = `${quoted(shortened(value))} stands in this list twice.`;
        options.sink.warning("duplicate-item", message, item.span);
        return [];
      }
      seen.add(written);
    }
    return check(item, shape.items, `${path}[${index}]`, options) ?? [];
  });
  return { ...node, items };
}

function hasWrongLength(
  length: number,
  node: DataNode,
  { minItems = 0, maxItems = Infinity }: { readonly minItems?: number; readonly maxItems?: number },
  path: string,
  options: CheckOptions,
): boolean {
  if (length >= minItems && length <= maxItems) return false;
  const [bound, limit] = length < minItems ? ["at least", minItems] : ["at most", maxItems];
  const items = limit === 1 ? "item" : "items";
  const message = `${labelOf(path, options)} must have ${bound} ${limit} ${items}.`;
  options.sink.error("wrong-length", message, node.span);
  return true;
}

function checkEntries(
  node: ObjectNode,
  shape: Shape,
  path: string,
  options: CheckOptions,
): DataNode | undefined {
  if (shape.kind === "record") return checkRecord(node, shape, path, options);
  if (shape.kind === "cases") return checkCases(node, shape, path, options);
  return shape.kind === "object" ? checkObject(node, shape, path, options) : undefined;
}

function checkRecord(
  node: ObjectNode,
  shape: RecordShape,
  path: string,
  options: CheckOptions,
): DataNode | undefined {
  if (hasWrongLength(node.entries.length, node, shape, path, options)) return undefined;
  const entries = node.entries.flatMap((entry) => {
    const key = { kind: "string", value: entry.key, span: entry.keySpan } as const;
    const label = `The key ${quoted(shortened(entry.key))}`;
    const isRefused =
      shape.keys !== undefined && checkString(key, shape.keys, label, options.sink) === undefined;
    return isRefused ? [] : withValue(entry, shape.values, path, options);
  });
  return { ...node, entries };
}

function checkObject(
  node: ObjectNode,
  shape: ObjectShape,
  path: string,
  options: CheckOptions,
): DataNode | undefined {
  const entries = node.entries.flatMap((entry) => {
    const field = Object.hasOwn(shape.fields, entry.key) ? shape.fields[entry.key] : undefined;
    if (field !== undefined) return withValue(entry, field, path, options);
    if (shape.open === true || options.lenient === true) return [entry];
    const { sink, keyNoun = "key" } = options;
    const message = unknownWord(entry.key, keyNoun, Object.keys(shape.fields), ` in ${shape.noun}`);
    sink.error(`unknown-${keyNoun}`, message, entry.keySpan);
    return [];
  });
  let isComplete = true;
  for (const key of shape.required ?? []) {
    if (entryOf(node, key) === undefined)
      reportMissing(node, shape, key, adviceOf(shape, key), options);
    isComplete &&= entries.some((entry) => entry.key === key);
  }
  return isComplete || shape.keepIncomplete === true ? { ...node, entries } : undefined;
}

/** What the missing key is for, or that it is to be added. */
function adviceOf(shape: ObjectShape, key: string): string {
  const description = shape.fields[key]?.description;
  if (description === undefined) return "; add it.";
  // Descriptions begin with a capital; after a colon the sentence goes on.
  return `: ${description.charAt(0).toLowerCase()}${description.slice(1)}`;
}

function reportMissing(
  node: DataNode,
  shape: ObjectShape | CasesShape,
  key: string,
  advice: string,
  { sink, keyNoun = "key" }: CheckOptions,
): void {
  const at = { start: node.span.start, end: node.span.start + 1 };
  sink.error(`missing-${keyNoun}`, `${capital(shape.noun)} needs ${quoted(key)}${advice}`, at);
}

function withValue(
  entry: Entry,
  shape: Shape,
  path: string,
  options: CheckOptions,
): readonly Entry[] {
  const key = shortened(entry.key);
  const value = check(entry.value, shape, path === "" ? key : `${path}.${key}`, options);
  return value === undefined ? [] : [{ ...entry, value }];
}

function checkCases(
  node: ObjectNode,
  shape: CasesShape,
  path: string,
  options: CheckOptions,
): DataNode | undefined {
  const names = Object.keys(shape.cases);
  const word = entryOf(node, shape.by);
  if (word === undefined) {
    reportMissing(node, shape, shape.by, `: one of ${names.map(quoted).join(", ")}.`, options);
    return undefined;
  }
  const words = choice(`a ${shape.by}`, names);
  const [checked] = withValue(word, words, path, options);
  const chosen = checked === undefined ? undefined : shape.cases[stringOf(checked.value) ?? ""];
  if (chosen === undefined) return undefined;
  const fields = { [shape.by]: words, ...chosen.fields };
  return checkObject(node, { ...chosen, fields }, path, options);
}

function labelOf(path: string, { whole }: CheckOptions): string {
  return path === "" ? whole : quoted(path);
}
