import { parseTree, type Node, type ParseError } from "jsonc-parser";
import type { TextEdit } from "../../text/change.js";
import { isJsonObject, type JsonValue } from "../../text/json.js";

/** How a text is laid out. */
interface Layout {
  readonly step: string;
  readonly eol: string;
}

/**
 * The edits that set a field of a JSON or JSONC text: the value alone where the field is there, else a new member in
 * the object's own layout. Undefined where the text is broken or something else than an object stands on the way.
 */
export function setJsonField(
  text: string,
  path: readonly string[],
  value: JsonValue,
): readonly TextEdit[] | undefined {
  // A byte order mark is no part of the data; a space in its place keeps every offset.
  const source = text.startsWith("\uFEFF") ? ` ${text.slice(1)}` : text;
  const errors: ParseError[] = [];
  const root = parseTree(source, errors, { allowTrailingComma: true });
  if (root === undefined || errors.length > 0) return undefined;
  const layout: Layout = {
    step: /\n([ \t]+)\S/u.exec(text)?.[1] ?? "  ",
    eol: text.includes("\r\n") ? "\r\n" : "\n",
  };
  let object = root;
  for (const [depth, key] of path.entries()) {
    if (object.type !== "object") return undefined;
    const found = memberOf(object, key);
    const rest = path.slice(depth + 1);
    if (found === undefined) return [added(text, object, key, nested(rest, value), layout)];
    if (rest.length === 0) return [replaced(found, value)];
    object = found;
  }
  return undefined;
}

function memberOf(object: Node, key: string): Node | undefined {
  return object.children?.find(({ children }) => children?.[0]?.value === key)?.children?.[1];
}

function nested(path: readonly string[], value: JsonValue): JsonValue {
  return path.reduceRight<JsonValue>((inner, key) => ({ [key]: inner }), value);
}

function replaced({ offset, length }: Node, value: JsonValue): TextEdit {
  return { start: offset, end: offset + length, newText: JSON.stringify(value) };
}

function added(
  text: string,
  object: Node,
  key: string,
  value: JsonValue,
  layout: Layout,
): TextEdit {
  const { step, eol } = layout;
  const last = object.children?.at(-1);
  const own = indentAt(text, object.offset);
  if (last === undefined) {
    const member = written(key, value, own + step, layout);
    const newText = `{${eol}${own}${step}${member}${eol}${own}}`;
    return { start: object.offset, end: object.offset + object.length, newText };
  }
  const end = last.offset + last.length;
  const isSpread = text.slice(object.offset, last.offset).includes("\n");
  if (!isSpread) {
    return { start: end, end, newText: `, ${JSON.stringify(key)}: ${inOneLine(value)}` };
  }
  const indent = indentAt(text, last.offset);
  const member = written(key, value, indent, layout);
  const comma = commaAfter(text, end);
  // A comma that is there already stays the last, as the file has it.
  return comma === undefined
    ? { start: end, end, newText: `,${eol}${indent}${member}` }
    : { start: comma, end: comma, newText: `${eol}${indent}${member},` };
}

/** Where a comma behind the last member ends, if there is one. */
function commaAfter(text: string, end: number): number | undefined {
  const gap = /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*,/u.exec(text.slice(end))?.[0].length;
  return gap === undefined ? undefined : end + gap;
}

/** The blanks that begin the line of an offset. */
function indentAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/u.exec(text.slice(lineStart, offset))?.[0] ?? "";
}

function written(key: string, value: JsonValue, indent: string, layout: Layout): string {
  const name = `${JSON.stringify(key)}: `;
  if (!isJsonObject(value)) return name + JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([inner, one]) => indent + layout.step + written(inner, one, indent + layout.step, layout),
  );
  return `${name}{${layout.eol}${entries.join(`,${layout.eol}`)}${layout.eol}${indent}}`;
}

function inOneLine(value: JsonValue): string {
  if (!isJsonObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, inner]) => `${JSON.stringify(key)}: ${inOneLine(inner)}`,
  );
  return `{ ${entries.join(", ")} }`;
}
