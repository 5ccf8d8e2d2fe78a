import { getLocation } from "jsonc-parser";
import type { ObjectShape, Shape } from "../schema/shape.js";
import type { Span } from "../text/span.js";
import { isYaml } from "./readRegistryText.js";
import { registryShape } from "./schema.js";

/** What may be written at a place of a registry. */
export interface FieldAt {
  /** Keys from the root to the object (for a key) or to the value. */
  readonly path: readonly string[];
  /** `key`: a field of `shape`; `value`: a value of it. */
  readonly part: "key" | "value";
  /** What is written there so far, quotes included. */
  readonly span: Span;
  /** Undefined where the registry does not say what belongs there. */
  readonly shape: Shape | undefined;
}

/** The place of a registry at an offset, as far as an unfinished text tells. */
export function fieldAt(
  file: { readonly path: string; readonly text: string },
  offset: number,
): FieldAt {
  const found = isYaml(file.path) ? yamlPlace(file.text, offset) : jsonPlace(file.text, offset);
  return { ...found, shape: shapeAt(registryShape, found.path) };
}

/** The fields of an object's shape, of whichever option of a union is one. */
export function objectShapeOf(shape: Shape | undefined): ObjectShape | undefined {
  if (shape?.kind === "object") return shape;
  if (shape?.kind !== "union") return undefined;
  return shape.options.map(objectShapeOf).find((one) => one !== undefined);
}

/** The words that a value may be, of whichever option of a union has some. */
export function wordsOf(shape: Shape | undefined): readonly string[] {
  if (shape?.kind === "string") return shape.oneOf ?? [];
  if (shape?.kind === "boolean") return ["true", "false"];
  return shape?.kind === "union" ? shape.options.flatMap(wordsOf) : [];
}

function shapeAt(shape: Shape, path: readonly string[]): Shape | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return shape;
  const inner = childOf(shape, key);
  return inner && shapeAt(inner, rest);
}

function childOf(shape: Shape, key: string): Shape | undefined {
  switch (shape.kind) {
    case "object":
      return Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
    case "record":
      return shape.values;
    case "array":
      return shape.items;
    case "union":
      return shape.options.map((one) => childOf(one, key)).find((one) => one !== undefined);
    default:
      return undefined;
  }
}

type Place = Omit<FieldAt, "shape">;

function jsonPlace(text: string, offset: number): Place {
  const source = text.startsWith("\uFEFF") ? ` ${text.slice(1)}` : text;
  const { path, isAtPropertyKey, previousNode } = getLocation(source, offset);
  const keys = path.map(String);
  const holds =
    previousNode !== undefined &&
    previousNode.offset <= offset &&
    offset <= previousNode.offset + previousNode.length;
  const span = holds
    ? { start: previousNode.offset, end: previousNode.offset + previousNode.length }
    : { start: offset, end: offset };
  return isAtPropertyKey
    ? { path: keys.slice(0, -1), part: "key", span }
    : { path: keys, part: "value", span };
}

/** By lines and their indentation, because what is being typed is seldom a whole document. */
function yamlPlace(text: string, offset: number): Place {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const lineEnd = text.includes("\n", offset) ? text.indexOf("\n", offset) : text.length;
  const before = text.slice(lineStart, offset);
  const [, indent = "", key] =
    /^([ \t]*(?:- )?)(?:(["']?[^"':#\s][^"':#]*["']?):[ \t])?/u.exec(before) ?? [];
  const parents = parentsOf(text.slice(0, lineStart), indent.length);
  if (key !== undefined) {
    const start = lineStart + (/^[^:]*:[ \t]+/u.exec(before)?.[0].length ?? before.length);
    const rest = text
      .slice(offset, lineEnd)
      .replace(/\s+#.*$/u, "")
      .trimEnd();
    return {
      path: [...parents, bare(key)],
      part: "value",
      span: { start, end: offset + rest.length },
    };
  }
  const word = /^[\w"'-]*/u.exec(text.slice(offset, lineEnd))?.[0] ?? "";
  const end = offset + word.length;
  return { path: parents, part: "key", span: { start: lineStart + indent.length, end } };
}

/** The keys of the lines above that are indented less and less. */
function parentsOf(above: string, indent: number): string[] {
  const keys: string[] = [];
  let limit = indent;
  for (const line of above.split("\n").reverse()) {
    const [, blanks = "", dash = "", key] =
      /^([ \t]*)(- )?(["']?[^"':#\s][^"':#]*["']?):/u.exec(line) ?? [];
    if (key === undefined || blanks.length + dash.length >= limit) continue;
    keys.unshift(bare(key));
    limit = blanks.length;
    if (limit === 0) break;
  }
  return keys;
}

function bare(key: string): string {
  return key.replace(/^["']|["']$/gu, "");
}
