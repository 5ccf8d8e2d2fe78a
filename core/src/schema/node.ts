import type { JsonValue } from "../text/json.js";
import type { Span } from "../text/span.js";

/** A string, number, boolean or null with its place; spans are UTF-16 offsets, quotes included. */
export interface ScalarNode {
  readonly kind: "string" | "number" | "boolean" | "null";
  readonly value: string | number | boolean | null;
  readonly span: Span;
}

export interface ArrayNode {
  readonly kind: "array";
  readonly items: readonly DataNode[];
  readonly span: Span;
}

/** One key of an object with its value. */
export interface Entry {
  readonly key: string;
  /** The key as written, quotes included where there are any. */
  readonly keySpan: Span;
  readonly value: DataNode;
}

/** An object; entries stand in source order and their keys are unique. */
export interface ObjectNode {
  readonly kind: "object";
  readonly entries: readonly Entry[];
  readonly span: Span;
}

/**
 * A JSON, JSONC or YAML value with positions: the one form in which Halyard reads every data file.
 *
 * Plain entries instead of objects, so that no key of a user can reach a prototype.
 */
export type DataNode = ScalarNode | ArrayNode | ObjectNode;

/** The deepest nesting that a data file may have; hand-written files stay far below. */
export const maxDepth = 100;

/** The entry with this key, or undefined. */
export function entryOf(node: DataNode | undefined, key: string): Entry | undefined {
  if (node?.kind !== "object") return undefined;
  return node.entries.find((entry) => entry.key === key);
}

/** The value under this key, or undefined. */
export function fieldOf(node: DataNode | undefined, key: string): DataNode | undefined {
  return entryOf(node, key)?.value;
}

/** The node's string, or undefined where it is something else. */
export function stringOf(node: DataNode | undefined): string | undefined {
  return node?.kind === "string" && typeof node.value === "string" ? node.value : undefined;
}

/** The node's number, or undefined where it is something else. */
export function numberOf(node: DataNode | undefined): number | undefined {
  return node?.kind === "number" && typeof node.value === "number" ? node.value : undefined;
}

/** The node's boolean, or undefined where it is something else. */
export function booleanOf(node: DataNode | undefined): boolean | undefined {
  return node?.kind === "boolean" && typeof node.value === "boolean" ? node.value : undefined;
}

/** The node's items; a node that is not an array has none. */
export function itemsOf(node: DataNode | undefined): readonly DataNode[] {
  return node?.kind === "array" ? node.items : [];
}

/** The node's entries; a node that is not an object has none. */
export function entriesOf(node: DataNode | undefined): readonly Entry[] {
  return node?.kind === "object" ? node.entries : [];
}

/** The strings of an array of strings, or of a single string; other items are left out. */
export function stringsOf(node: DataNode | undefined): readonly string[] {
  const single = stringOf(node);
  if (single !== undefined) return [single];
  return itemsOf(node).flatMap((item) => stringOf(item) ?? []);
}

/** The plain value without positions. Objects have no prototype, so that any key is safe. */
export function toJson(node: DataNode): JsonValue {
  if (node.kind === "array") return node.items.map(toJson);
  if (node.kind !== "object") return node.value;
  const object = Object.create(null) as Record<string, JsonValue>;
  for (const entry of node.entries) object[entry.key] = toJson(entry.value);
  return object;
}
