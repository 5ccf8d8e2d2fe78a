import { didYouMean } from "../text/didYouMean.js";
import type { DataNode, Entry, ScalarNode } from "./node.js";
import { entryOf } from "./node.js";
import type { ProblemSink } from "./problemSink.js";
import type {
  ArrayShape,
  CasesShape,
  NumberShape,
  ObjectShape,
  RecordShape,
  Shape,
  StringShape,
} from "./shape.js";
import { kindsOf } from "./shape.js";

/**
 * Checks a node against a shape, reporting every fault with its place.
 *
 * The answer is the node without what is wrong: refused keys and items are gone, aliases carry their real name
 * (with the span of the alias), so whoever reads it need not check again. Undefined where nothing is left.
 * `label` is what the value is called where a message starts with it.
 */
export function checkShape(
  node: DataNode,
  shape: Shape,
  sink: ProblemSink,
  label = "The file",
): DataNode | undefined {
  return check({ node, shape, sink, label });
}

interface Task<S extends Shape = Shape> {
  readonly node: DataNode;
  readonly shape: S;
  readonly sink: ProblemSink;
  /** What the value is called where a message starts with it. */
  readonly label: string;
}

function check({ shape, ...rest }: Task): DataNode | undefined {
  switch (shape.kind) {
    case "any":
      return rest.node;
    case "boolean":
    case "null":
      return rest.node.kind === shape.kind ? rest.node : refuseKind({ shape, ...rest });
    case "string":
      return checkString({ shape, ...rest });
    case "number":
      return checkNumber({ shape, ...rest });
    case "array":
      return checkArray({ shape, ...rest });
    case "record":
      return checkRecord({ shape, ...rest });
    case "object":
      return checkObject({ shape, ...rest });
    case "cases":
      return checkCases({ shape, ...rest });
    case "named":
      return check({ shape: shape.shape(), ...rest });
    case "union": {
      const option = shape.options.find((one) => kindsOf(one).includes(rest.node.kind));
      return option === undefined
        ? refuseKind({ shape, ...rest })
        : check({ shape: option, ...rest });
    }
  }
}

function refuseKind({ node, shape, sink, label }: Task): DataNode | undefined {
  const expected = kindsOf(shape).map((kind) => kindWords[kind]);
  const last = expected.pop() ?? "";
  const list = expected.length > 0 ? `${expected.join(", ")} or ${last}` : last;
  sink.error("wrong-type", `${label} must be ${list}, not ${kindWords[node.kind]}.`, node.span);
  return undefined;
}

const kindWords = {
  string: "a string",
  number: "a number",
  boolean: "true or false",
  null: "null",
  array: "an array",
  object: "an object",
} as const;

function checkString(task: Task<StringShape>): DataNode | undefined {
  const { node, shape, sink, label } = task;
  if (node.kind !== "string") return refuseKind(task);
  const value = String(node.value);
  const limit = shape.maxLength ?? 4096;
  if (value.length > limit) {
    sink.error("too-long", `${label} is longer than ${limit} characters; shorten it.`, node.span);
    return undefined;
  }
  if (shape.oneOf !== undefined && !shape.oneOf.includes(value)) {
    const noun = shape.noun ?? "value";
    sink.error(
      `unknown-${noun.replaceAll(" ", "-")}`,
      unknownWord(value, noun, shape.oneOf),
      node.span,
    );
    return undefined;
  }
  if (shape.pattern !== undefined && !shape.pattern.test(value)) {
    const meaning = shape.patternMeaning ?? `text that fits ${shape.pattern.source}`;
    sink.error("invalid-value", `${label} must be ${meaning}, not ${quote(value)}.`, node.span);
    return undefined;
  }
  const fault = shape.test?.(value);
  if (fault !== undefined) sink.error("invalid-value", fault, node.span);
  return fault === undefined ? node : undefined;
}

function checkNumber(task: Task<NumberShape>): DataNode | undefined {
  const { node, shape, sink, label } = task;
  if (node.kind !== "number") return refuseKind(task);
  const value = Number(node.value);
  const { minimum = -Infinity, maximum = Infinity } = shape;
  const isWhole = shape.integer !== true || Number.isInteger(value);
  if (Number.isFinite(value) && isWhole && value >= minimum && value <= maximum) return node;
  const noun = shape.integer === true ? "a whole number" : "a number";
  const from = Number.isFinite(minimum) ? ` from ${minimum}` : "";
  const to = Number.isFinite(maximum) ? ` up to ${maximum}` : "";
  sink.error("invalid-value", `${label} must be ${noun}${from}${to}, not ${value}.`, node.span);
  return undefined;
}

function checkArray(task: Task<ArrayShape>): DataNode | undefined {
  const { node, shape, sink, label } = task;
  if (node.kind !== "array") return refuseKind(task);
  const { minItems = 0, maxItems = Infinity } = shape;
  if (node.items.length < minItems || node.items.length > maxItems) {
    const bound = node.items.length < minItems ? `at least ${minItems}` : `at most ${maxItems}`;
    sink.error("wrong-length", `${label} must have ${bound} ${itemWord(bound)}.`, node.span);
    return undefined;
  }
  const seen = new Set<string>();
  const items = node.items.flatMap((item) => {
    if (shape.unique === true && "value" in item) {
      const identity = `${item.kind}:${String(item.value)}`;
      if (seen.has(identity)) {
        const value = quote(String(item.value));
        sink.warning("duplicate-item", `${value} stands in this list twice.`, item.span);
        return [];
      }
      seen.add(identity);
    }
    return (
      check({ node: item, shape: shape.items, sink, label: `Each item of ${inner(label)}` }) ?? []
    );
  });
  return { ...node, items };
}

function itemWord(bound: string): string {
  return bound.endsWith(" 1") ? "item" : "items";
}

function checkRecord(task: Task<RecordShape>): DataNode | undefined {
  const { node, shape, sink } = task;
  if (node.kind !== "object") return refuseKind(task);
  const entries = node.entries.flatMap((entry) => {
    if (shape.keys !== undefined) {
      const keyNode: ScalarNode = { kind: "string", value: entry.key, span: entry.keySpan };
      const label = `The key ${quote(entry.key)}`;
      if (checkString({ node: keyNode, shape: shape.keys, sink, label }) === undefined) return [];
    }
    return withValue(entry, shape.values, sink, entry.key);
  });
  return { ...node, entries };
}

function checkObject(task: Task<ObjectShape>): DataNode | undefined {
  const { node, shape, sink } = task;
  if (node.kind !== "object") return refuseKind(task);
  const seen = new Map<string, Entry>();
  const entries = node.entries.flatMap((entry) => {
    const name = shape.aliases?.[entry.key] ?? entry.key;
    const field = Object.hasOwn(shape.fields, name) ? shape.fields[name] : shape.rest;
    if (field === undefined) {
      const known = [...Object.keys(shape.fields), ...Object.keys(shape.aliases ?? {})];
      const message = unknownWord(entry.key, "key", known, ` in ${shape.noun}`);
      sink.error("unknown-key", message, entry.keySpan);
      return [];
    }
    const earlier = seen.get(name);
    if (earlier !== undefined) {
      const message = `${quote(entry.key)} says the same as ${quote(earlier.key)}; keep one of the two.`;
      sink.error("duplicate-key", message, entry.keySpan);
      return [];
    }
    seen.set(name, entry);
    return withValue(entry, field, sink, name);
  });
  let isComplete = true;
  for (const name of shape.required ?? []) {
    if (!seen.has(name)) {
      const at = { start: node.span.start, end: node.span.start + 1 };
      const message = `${capital(shape.noun)} needs the key ${quote(name)}; add it.`;
      sink.error("missing-key", message, at);
    }
    isComplete &&= entries.some((entry) => entry.key === name);
  }
  return isComplete || shape.keepIncomplete === true ? { ...node, entries } : undefined;
}

function withValue(entry: Entry, shape: Shape, sink: ProblemSink, name: string): readonly Entry[] {
  const value = check({ node: entry.value, shape, sink, label: quote(name) });
  return value === undefined ? [] : [{ ...entry, key: name, value }];
}

function checkCases(task: Task<CasesShape>): DataNode | undefined {
  const { node, shape, sink, label } = task;
  if (node.kind !== "object") return refuseKind(task);
  const word = entryOf(node, shape.by);
  if (word === undefined) {
    const words = Object.keys(shape.cases).map(quote).join(", ");
    const at = { start: node.span.start, end: node.span.start + 1 };
    const message = `${capital(shape.noun)} needs the key ${quote(shape.by)}: one of ${words}.`;
    sink.error("missing-key", message, at);
    return undefined;
  }
  const words: StringShape = {
    kind: "string",
    oneOf: Object.keys(shape.cases),
    noun: shape.by,
  };
  const checked = check({ node: word.value, shape: words, sink, label: quote(shape.by) });
  if (checked?.kind !== "string") return undefined;
  const chosen = shape.cases[String(checked.value)];
  if (chosen === undefined) return undefined;
  const fields = { [shape.by]: words, ...chosen.fields };
  return checkObject({ node, shape: { ...chosen, fields }, sink, label });
}

/** "Unknown rule `stale` …; did you mean `stale-flag`?", or what there is to choose from. */
function unknownWord(word: string, noun: string, known: readonly string[], where = ""): string {
  const close = didYouMean(word, known);
  const shown = word.length > 80 ? `${word.slice(0, 80)}…` : word;
  const advice =
    close === undefined
      ? `use one of ${known.map(quote).join(", ")}`
      : `did you mean ${quote(close)}?`;
  return `Unknown ${noun} ${quote(shown)}${where}; ${advice}${advice.endsWith("?") ? "" : "."}`;
}

function quote(word: string): string {
  return `\`${word}\``;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function inner(label: string): string {
  return label.startsWith("`") ? label : label.charAt(0).toLowerCase() + label.slice(1);
}
