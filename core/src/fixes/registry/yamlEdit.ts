import { isMap, isScalar, parseDocument, type Pair, type YAMLMap } from "yaml";
import { isJsonObject, type JsonValue } from "../../text/json.js";
import type { TextEdit } from "../../text/change.js";

/**
 * The edits that set a field of a YAML text: the value alone where the field is there, else a new line in the mapping's
 * own indentation. Undefined where the text is written in a form that cannot be extended by a line or a value
 * (anchors, a flow mapping over several lines, a broken document).
 */
export function setYamlField(
  text: string,
  path: readonly string[],
  value: JsonValue,
): readonly TextEdit[] | undefined {
  const document = parseDocument(text, { keepSourceTokens: true });
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  let map: YAMLMap = document.contents;
  for (const [depth, key] of path.entries()) {
    const pair = pairOf(map, key);
    const rest = path.slice(depth + 1);
    if (pair === undefined) return added(text, map, key, nested(rest, value));
    if (rest.length === 0) return replaced(pair, value);
    if (!isMap(pair.value)) return undefined;
    map = pair.value;
  }
  return undefined;
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find(({ key: name }) => isScalar(name) && String(name.value) === key);
}

function nested(path: readonly string[], value: JsonValue): JsonValue {
  return path.reduceRight<JsonValue>((inner, key) => ({ [key]: inner }), value);
}

function replaced({ value: node }: Pair, value: JsonValue): readonly TextEdit[] | undefined {
  if (!isScalar(node) || !node.range || node.anchor !== undefined) return undefined;
  const [start, end] = node.range;
  return [{ start, end, newText: inline(value) }];
}

function added(
  text: string,
  map: YAMLMap,
  key: string,
  value: JsonValue,
): readonly TextEdit[] | undefined {
  const first = map.items[0];
  const last = map.items.at(-1);
  if (!map.range || !isScalar(first?.key) || !first.key.range) return undefined;
  if (map.flow === true) return addedInFlow(text, map, key, value);
  const end = endOfPair(last);
  if (end === undefined) return undefined;
  const lineStart = text.lastIndexOf("\n", first.key.range[0] - 1) + 1;
  const indent = text.slice(lineStart, first.key.range[0]);
  if (indent.trim() !== "") return undefined;
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const step = stepOf(text);
  const lines = blockLines(key, value, indent, step);
  const at = endOfLine(text, end);
  if (at === undefined) return undefined;
  return [{ start: at, end: at, newText: eol + lines.join(eol) }];
}

function addedInFlow(
  text: string,
  map: YAMLMap,
  key: string,
  value: JsonValue,
): readonly TextEdit[] | undefined {
  const end = endOfPair(map.items.at(-1));
  if (end === undefined || !map.range) return undefined;
  if (text.slice(map.range[0], map.range[1]).includes("\n")) return undefined;
  return [{ start: end, end, newText: `, ${inline(key)}: ${inline(value)}` }];
}

/** Where the last value of a mapping ends, before what is blank or a comment after it. */
function endOfPair(pair: Pair | undefined): number | undefined {
  const node = pair?.value ?? pair?.key;
  if (isMap(node) && node.flow !== true) return endOfPair(node.items.at(-1));
  const range = (node as { readonly range?: readonly number[] | null } | undefined)?.range;
  return range?.[1];
}

/** Where the line of an offset ends, a comment on it included; undefined where data follows on it. */
function endOfLine(text: string, offset: number): number | undefined {
  const rest = /^[^\r\n]*/u.exec(text.slice(offset))?.[0] ?? "";
  return /^[ \t]*(?:#.*)?$/u.test(rest) ? offset + rest.trimEnd().length : undefined;
}

function blockLines(key: string, value: JsonValue, indent: string, step: string): string[] {
  if (!isJsonObject(value)) return [`${indent}${inline(key)}: ${inline(value)}`];
  return [
    `${indent}${inline(key)}:`,
    ...Object.entries(value).flatMap(([name, inner]) =>
      blockLines(name, inner, indent + step, step),
    ),
  ];
}

/** A value on one line; a plain word stays unquoted, everything that could be read as another type is quoted. */
function inline(value: JsonValue): string {
  const isPlain =
    typeof value === "string" &&
    /^[A-Za-z][\w./@-]*$/u.test(value) &&
    !/^(?:true|false|yes|no|on|off|null|y|n)$/iu.test(value);
  return isPlain ? value : JSON.stringify(value);
}

/** One level of indentation as the text has it. */
function stepOf(text: string): string {
  return /\n( +)\S/u.exec(text)?.[1] ?? "  ";
}
