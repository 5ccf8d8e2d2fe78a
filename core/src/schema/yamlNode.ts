import { Composer, isAlias, isMap, isScalar, isSeq, Parser } from "yaml";
import type { CST, Document, Node, Pair, ParsedNode } from "yaml";
import type { Span } from "../text/span.js";
import { isRefusedKey } from "./jsonNode.js";
import { maxDepth } from "./node.js";
import type { DataNode, Entry } from "./node.js";
import type { ProblemSink } from "./problemSink.js";

/** The most nodes that aliases may add; a bomb needs far more, a real file far fewer. */
const maxAliasedNodes = 20_000;

/**
 * Reads YAML 1.2 (core schema: no dates, no custom tags, no merge keys) into positioned nodes. Never throws.
 *
 * Duplicate keys, `__proto__`, tags, merge keys, several documents and aliases that expand without bounds are errors.
 * After a syntax error the answer is undefined.
 */
export function readYaml(text: string, sink: ProblemSink): DataNode | undefined {
  const tokens = [...new Parser().parse(text)];
  const tooDeep = firstTooDeep(tokens);
  if (tooDeep !== undefined) {
    sink.error(
      "nesting-too-deep",
      `The file nests more than ${maxDepth} levels deep here; flatten it.`,
      { start: tooDeep, end: tooDeep + 1 },
    );
    return undefined;
  }
  const composer = new Composer({
    version: "1.2",
    schema: "core",
    merge: false,
    strict: true,
    // Duplicates are reported by the walk, in the same words as for JSON.
    uniqueKeys: false,
    logLevel: "silent",
  });
  const documents = [...composer.compose(tokens, true, text.length)];
  const [document, second] = documents;
  if (document === undefined || hasSyntaxError(document, sink)) return undefined;
  if (second !== undefined) {
    const start = second.range[0];
    sink.error("several-documents", "Only one YAML document per file is read; remove the rest.", {
      start,
      end: start + 3,
    });
    return undefined;
  }
  if (document.contents === null || isEmptyScalar(document.contents)) {
    sink.error("empty-file", "The file is empty; write a mapping, at least `{}`.", {
      start: 0,
      end: 0,
    });
    return undefined;
  }
  return new YamlReader(text, sink).read(document.contents);
}

function isEmptyScalar(node: ParsedNode): boolean {
  return isScalar(node) && node.value === null && node.range[0] === node.range[1];
}

/** Walks the parser's tokens without recursion and gives the offset of the first one below the allowed depth. */
function firstTooDeep(tokens: readonly CST.Token[]): number | undefined {
  const pending: { readonly token: CST.Token; readonly depth: number }[] = tokens.map((token) => ({
    token,
    depth: 0,
  }));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { token, depth } = next;
    if (depth > maxDepth) return token.offset;
    if (token.type === "document" && token.value) pending.push({ token: token.value, depth });
    if (!("items" in token)) continue;
    for (const item of token.items) {
      if (item.key) pending.push({ token: item.key, depth: depth + 1 });
      if (item.value) pending.push({ token: item.value, depth: depth + 1 });
    }
  }
  return undefined;
}

function hasSyntaxError(document: Document.Parsed, sink: ProblemSink): boolean {
  // An unknown tag is only a warning to the library; to us it is data that we would misread.
  const first = document.errors[0] ?? document.warnings[0];
  if (first === undefined) return false;
  const [start, end] = first.pos;
  const message = first.message.replace(/\.?\s*$/, "");
  sink.error("syntax", `This is not valid YAML: ${message}.`, { start, end: Math.max(start, end) });
  return true;
}

interface Anchored {
  readonly node: DataNode;
  readonly size: number;
}

/** Turns composed YAML into data nodes, counting what aliases add. */
class YamlReader {
  private readonly anchors = new Map<string, Anchored>();
  private readonly text: string;
  private readonly sink: ProblemSink;
  private size = 0;
  private aliased = 0;

  constructor(text: string, sink: ProblemSink) {
    this.text = text;
    this.sink = sink;
  }

  read(node: Node | null): DataNode | undefined {
    if (node === null) return { kind: "null", value: null, span: { start: 0, end: 0 } };
    if (isAlias(node)) return this.readAlias(node.source, spanOf(node));
    const before = this.size++;
    const result = this.readPlain(node);
    if ("anchor" in node && typeof node.anchor === "string" && result !== undefined) {
      this.anchors.set(node.anchor, { node: result, size: this.size - before });
    }
    return result;
  }

  private readPlain(node: Node): DataNode | undefined {
    const span = spanOf(node);
    if (node.tag !== undefined && !node.tag.startsWith("tag:yaml.org,2002:")) {
      this.sink.error("yaml-tag", `The tag \`${node.tag}\` is not read; remove it.`, span);
      return undefined;
    }
    if (isMap(node)) return { kind: "object", entries: this.readEntries(node.items), span };
    if (isSeq(node)) {
      const items = node.items.flatMap((item) => this.read(item as Node | null) ?? []);
      return { kind: "array", items, span };
    }
    return isScalar(node) ? this.readScalar(node.value, span) : undefined;
  }

  private readScalar(value: unknown, span: Span): DataNode | undefined {
    if (value === null) return { kind: "null", value, span };
    if (typeof value === "string") return { kind: "string", value, span };
    if (typeof value === "boolean") return { kind: "boolean", value, span };
    if (typeof value === "number" && Number.isFinite(value)) return { kind: "number", value, span };
    this.sink.error("value", "Only strings, finite numbers, booleans and null are read.", span);
    return undefined;
  }

  private readEntries(pairs: readonly Pair[]): readonly Entry[] {
    const entries = new Map<string, Entry>();
    for (const pair of pairs) {
      const keyNode = pair.key as Node | null;
      if (keyNode === null || !isScalar(keyNode)) {
        const span = keyNode === null ? { start: 0, end: 0 } : spanOf(keyNode);
        this.sink.error("key", "A key must be a plain word or a string.", span);
        continue;
      }
      const keySpan = spanOf(keyNode);
      const key =
        typeof keyNode.value === "string"
          ? keyNode.value
          : this.text.slice(keySpan.start, keySpan.end);
      if (key === "<<") {
        this.sink.error(
          "merge-key",
          "Merge keys (`<<`) are not read; write the fields out.",
          keySpan,
        );
        continue;
      }
      if (isRefusedKey(key, keySpan, entries, this.sink)) continue;
      const value = this.readValue(pair.value as Node | null, keySpan);
      if (value !== undefined) entries.set(key, { key, keySpan, value });
    }
    return [...entries.values()];
  }

  private readValue(node: Node | null, keySpan: Span): DataNode | undefined {
    const after: Span = { start: keySpan.end, end: keySpan.end };
    return node === null ? { kind: "null", value: null, span: after } : this.read(node);
  }

  private readAlias(name: string, span: Span): DataNode | undefined {
    const anchored = this.anchors.get(name);
    if (anchored === undefined) {
      this.sink.error(
        "yaml-alias",
        `The alias \`*${name}\` stands before or inside its own anchor; write the value out.`,
        span,
      );
      return undefined;
    }
    if (this.aliased > maxAliasedNodes) return undefined;
    this.aliased += anchored.size;
    this.size += anchored.size;
    if (this.aliased > maxAliasedNodes) {
      this.sink.error(
        "yaml-alias",
        `The aliases of this file expand to more than ${maxAliasedNodes} values; write them out.`,
        span,
      );
      return undefined;
    }
    return anchored.node;
  }
}

function spanOf(node: Node): Span {
  const range = node.range;
  return range ? { start: range[0], end: range[1] } : { start: 0, end: 0 };
}
