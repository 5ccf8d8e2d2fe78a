import type { DataNode, Entry } from "../schema/node.js";
import type { ProblemSink } from "../schema/problemSink.js";
import { toJson } from "../schema/node.js";
import { didYouMean } from "../text/didYouMean.js";
import { instantOf } from "./dates.js";
import { quoted, shortened } from "./quoted.js";
import type { ListShape, MapShape, NumberShape, RecordShape, Shape, StringShape } from "./shape.js";

/** How a check is done. */
export interface CheckContext {
  readonly sink: ProblemSink;
  /** Properties that the shape does not know are errors; off for files that other tools own. */
  readonly strict: boolean;
}

/**
 * Reports everything in which a node differs from its shape. `label` names the node in messages (`lifecycle.type`).
 */
export function checkShape(
  node: DataNode,
  shape: Shape,
  label: string,
  context: CheckContext,
): void {
  switch (shape.kind) {
    case "any":
      return;
    case "string":
      return checkString(node, shape, label, context);
    case "number":
      return checkNumber(node, shape, label, context);
    case "boolean":
    case "null":
      if (node.kind !== shape.kind) wrongType(node, nounOf(shape), label, context);
      return;
    case "literal":
      if (node.kind === "object" || node.kind === "array" || node.value !== shape.value) {
        wrongType(node, nounOf(shape), label, context);
      }
      return;
    case "list":
      return checkList(node, shape, label, context);
    case "map":
      return checkMap(node, shape, label, context);
    case "record":
      return checkRecord(node, shape, label, context);
    case "either":
      return checkEither(node, shape.shapes, label, context);
  }
}

function checkString(
  node: DataNode,
  shape: StringShape,
  label: string,
  { sink }: CheckContext,
): void {
  if (node.kind !== "string" || typeof node.value !== "string") {
    wrongType(node, nounOf(shape), label, { sink });
    return;
  }
  const value = node.value;
  if (shape.oneOf) {
    if (shape.oneOf.includes(value) || Object.hasOwn(shape.aliases ?? {}, value)) return;
    const guess = didYouMean(value, shape.oneOf);
    const hint =
      guess === undefined ? `use ${listed(shape.oneOf)}` : `did you mean ${quoted(guess)}?`;
    sink.error(
      "invalid-value",
      `${quoted(value)} is not ${shape.noun}: ${sentence(hint)}`,
      node.span,
    );
    return;
  }
  if (shape.calendar === true) {
    if (instantOf(value) !== undefined) return;
    const message = `${quoted(label)} is ${quoted(shortened(value))}, which is not ${shape.noun}.`;
    sink.error("invalid-date", message, node.span);
    return;
  }
  const tooShort = value.length < (shape.minLength ?? 0);
  const tooLong = value.length > (shape.maxLength ?? Infinity);
  if (tooLong) {
    const message = `${quoted(shortened(value))} has ${value.length} characters; at most ${shape.maxLength} are read.`;
    sink.error("too-long", message, node.span);
  } else if (tooShort || (shape.pattern !== undefined && !new RegExp(shape.pattern).test(value))) {
    sink.error("invalid-value", `${quoted(label)} must be ${shape.noun}.`, node.span);
  }
}

function checkNumber(
  node: DataNode,
  shape: NumberShape,
  label: string,
  { sink }: CheckContext,
): void {
  if (node.kind !== "number" || typeof node.value !== "number") {
    wrongType(node, nounOf(shape), label, { sink });
    return;
  }
  const { integer, minimum = -Infinity, maximum = Infinity } = shape;
  const value = node.value;
  if ((integer === true && !Number.isInteger(value)) || value < minimum || value > maximum) {
    sink.error("invalid-value", `${quoted(label)} must be ${nounOf(shape)}.`, node.span);
  }
}

function checkList(node: DataNode, shape: ListShape, label: string, context: CheckContext): void {
  if (node.kind !== "array") {
    wrongType(node, nounOf(shape), label, context);
    return;
  }
  if (node.items.length < (shape.minItems ?? 0)) {
    context.sink.error("invalid-value", `${quoted(label)} must not be empty.`, node.span);
  }
  const seen = new Set<string>();
  for (const [index, item] of node.items.entries()) {
    checkShape(item, shape.items, `${label}[${index}]`, context);
    if (shape.unique !== true) continue;
    const written = JSON.stringify(toJson(item));
    if (seen.has(written)) {
      context.sink.error("invalid-value", `${quoted(label)} lists ${written} twice.`, item.span);
    }
    seen.add(written);
  }
}

function checkMap(node: DataNode, shape: MapShape, label: string, context: CheckContext): void {
  if (node.kind !== "object") {
    wrongType(node, nounOf(shape), label, context);
    return;
  }
  if (node.entries.length < (shape.minItems ?? 0)) {
    context.sink.error("invalid-value", `${quoted(label)} must not be empty.`, node.span);
  }
  for (const entry of node.entries) {
    if (shape.keys) checkKey(entry, shape.keys, label, context);
    checkShape(entry.value, shape.values, joined(label, entry.key), context);
  }
}

function checkKey(entry: Entry, shape: StringShape, label: string, context: CheckContext): void {
  const node: DataNode = { kind: "string", value: entry.key, span: entry.keySpan };
  checkShape(node, shape, `a key of ${label}`, context);
}

function checkRecord(
  node: DataNode,
  shape: RecordShape,
  label: string,
  context: CheckContext,
): void {
  if (node.kind !== "object") {
    wrongType(node, nounOf(shape), label, context);
    return;
  }
  const present = new Set<string>();
  for (const entry of node.entries) {
    present.add(entry.key);
    const property = Object.hasOwn(shape.properties, entry.key)
      ? shape.properties[entry.key]
      : undefined;
    if (property) checkShape(entry.value, property.shape, joined(label, entry.key), context);
    else if (context.strict && shape.open !== true) unknownProperty(entry, shape, context);
  }
  for (const [key, property] of Object.entries(shape.properties)) {
    if (property.required !== true || present.has(key)) continue;
    const span = { start: node.span.start, end: node.span.start + 1 };
    const message = `${sentenceStart(shape.noun)} needs ${quoted(key)}: ${lowerFirst(property.description)}`;
    context.sink.error("missing-property", message, span);
  }
}

function unknownProperty(entry: Entry, shape: RecordShape, { sink }: CheckContext): void {
  const names = Object.keys(shape.properties);
  const guess = didYouMean(entry.key, names);
  const hint = guess === undefined ? `it knows ${listed(names)}` : `did you mean ${quoted(guess)}?`;
  const message = `${quoted(shortened(entry.key))} is no property of ${shape.noun}: ${sentence(hint)}`;
  sink.error("unknown-property", message, entry.keySpan);
}

/** Reports in the words of the alternative that has the node's own type, where there is one. */
function checkEither(
  node: DataNode,
  shapes: readonly Shape[],
  label: string,
  context: CheckContext,
): void {
  const fitting = shapes.find((shape) => hasKind(node, shape));
  if (fitting) checkShape(node, fitting, label, context);
  else wrongType(node, shapes.map(nounOf).join(" or "), label, context);
}

function hasKind(node: DataNode, shape: Shape): boolean {
  switch (shape.kind) {
    case "list":
      return node.kind === "array";
    case "map":
    case "record":
      return node.kind === "object";
    case "literal":
      return node.kind !== "array" && node.kind !== "object" && node.value === shape.value;
    case "any":
      return true;
    case "either":
      return shape.shapes.some((one) => hasKind(node, one));
    default:
      return node.kind === shape.kind;
  }
}

function wrongType(
  node: DataNode,
  expected: string,
  label: string,
  { sink }: Pick<CheckContext, "sink">,
): void {
  const hint =
    node.kind === "boolean" && expected.includes("variant") ? "; write it in quotes" : "";
  const message = `${quoted(label)} must be ${expected}, not ${actualNoun(node)}${hint}.`;
  sink.error("wrong-type", message, node.span);
}

function nounOf(shape: Shape): string {
  switch (shape.kind) {
    case "string":
    case "record":
      return shape.noun;
    case "number": {
      const kind = shape.integer === true ? "a whole number" : "a number";
      if (shape.minimum === undefined) return kind;
      return shape.maximum === undefined
        ? `${kind} of at least ${shape.minimum}`
        : `${kind} from ${shape.minimum} to ${shape.maximum}`;
    }
    case "boolean":
      return "true or false";
    case "null":
      return "null";
    case "literal":
      return JSON.stringify(shape.value);
    case "list":
      return "an array";
    case "map":
      return "an object";
    case "any":
      return "any value";
    case "either":
      return shape.shapes.map(nounOf).join(" or ");
  }
}

function actualNoun(node: DataNode): string {
  if (node.kind === "array") return "an array";
  if (node.kind === "object") return "an object";
  if (node.kind === "string") return `the string ${quoted(shortened(String(node.value)))}`;
  return String(node.value);
}

function joined(label: string, key: string): string {
  return label === "" ? shortened(key) : `${label}.${shortened(key)}`;
}

function listed(words: readonly string[]): string {
  return words.map(quoted).join(", ");
}

function sentence(words: string): string {
  return words.endsWith("?") ? words : `${words}.`;
}

function sentenceStart(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Descriptions begin with a capital; after a colon the sentence goes on. */
function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
