import { createScanner, parseTree, printParseErrorCode } from "jsonc-parser";
import type { Node, ParseError } from "jsonc-parser";
import type { Span } from "../text/span.js";
import { maxDepth } from "./node.js";
import type { DataNode, Entry } from "./node.js";
import type { ProblemSink } from "./problemSink.js";

export interface JsonOptions {
  /** JSONC: comments and trailing commas are allowed. */
  readonly comments: boolean;
}

/**
 * Reads JSON or JSONC into positioned nodes. Never throws.
 *
 * After a syntax error the answer is what could be recovered, or undefined; the sink then holds one error for it.
 * Duplicate keys and `__proto__` are errors; the first of two equal keys stays.
 */
export function readJson(
  text: string,
  sink: ProblemSink,
  options: JsonOptions,
): DataNode | undefined {
  // A byte order mark is no part of the data; a space in its place keeps every offset.
  const source = text.startsWith("\uFEFF") ? ` ${text.slice(1)}` : text;
  if (isNestedTooDeep(source, sink)) return undefined;
  const errors: ParseError[] = [];
  const tree = parseTree(source, errors, {
    disallowComments: !options.comments,
    allowTrailingComma: options.comments,
    allowEmptyContent: false,
  });
  const first = errors[0];
  if (first !== undefined) reportSyntax(source, first, sink);
  return tree === undefined ? undefined : toDataNode(tree, sink);
}

/** The parser recurses, so the depth is measured before with its scanner, which does not. */
function isNestedTooDeep(source: string, sink: ProblemSink): boolean {
  let depth = 0;
  for (const bracket of bracketsOf(source)) {
    depth += bracket.opens ? 1 : -1;
    if (depth > maxDepth) {
      sink.error(
        "nesting-too-deep",
        `The file nests more than ${maxDepth} levels deep here; flatten it.`,
        { start: bracket.offset, end: bracket.offset + 1 },
      );
      return true;
    }
  }
  return false;
}

interface Bracket {
  readonly offset: number;
  readonly opens: boolean;
}

/** The brackets and braces outside strings and comments, in order. */
function* bracketsOf(source: string): Generator<Bracket> {
  const scanner = createScanner(source, true);
  for (let token: number = scanner.scan(); token !== endOfFile; token = scanner.scan()) {
    const opens = token === openBrace || token === openBracket;
    if (opens || token === closeBrace || token === closeBracket) {
      yield { offset: scanner.getTokenOffset(), opens };
    }
  }
}

// The parser's token kinds are a `const enum`, which isolated modules cannot read.
const openBrace = 1;
const closeBrace = 2;
const openBracket = 3;
const closeBracket = 4;
const endOfFile = 17;

function reportSyntax(source: string, error: ParseError, sink: ProblemSink): void {
  const start = Math.min(error.offset, source.length);
  const span: Span = { start, end: Math.min(start + Math.max(error.length, 1), source.length) };
  if (source.trim() === "") {
    sink.error("empty-file", "The file is empty; write an object, at least `{}`.", span);
    return;
  }
  const unfinished = source.slice(start).trim() === "" ? unclosedBracket(source) : undefined;
  if (unfinished !== undefined) {
    const opener = source[unfinished] ?? "";
    const line = sink.lineOf(unfinished);
    sink.error(
      "syntax",
      `The file ends before the \`${opener}\` of line ${line} is closed; it may be truncated.`,
      span,
    );
    return;
  }
  sink.error(
    "syntax",
    `${syntaxMessages[printParseErrorCode(error.error)] ?? "This is not valid JSON"}.`,
    span,
  );
}

/** Offset of the innermost bracket that is still open at the end of the file. */
function unclosedBracket(source: string): number | undefined {
  const open: number[] = [];
  for (const bracket of bracketsOf(source)) {
    if (bracket.opens) open.push(bracket.offset);
    else open.pop();
  }
  return open.at(-1);
}

const syntaxMessages: Readonly<Record<string, string>> = {
  InvalidSymbol: "This word or character is not JSON; strings need double quotes",
  InvalidNumberFormat: "This number is not written as JSON writes numbers",
  PropertyNameExpected: 'A key in double quotes belongs here, such as `"registry"`',
  ValueExpected: "A value is missing here",
  ColonExpected: "A colon is missing between the key and its value",
  CommaExpected: "A comma is missing here",
  CloseBraceExpected: "A closing `}` is missing here",
  CloseBracketExpected: "A closing `]` is missing here",
  EndOfFileExpected: "The file goes on after the end of its value; remove the rest",
  InvalidCommentToken:
    "Comments are not allowed in a .json file; remove this one or rename the file to .jsonc",
  UnexpectedEndOfComment: "This comment is never closed",
  UnexpectedEndOfString: "This string is never closed",
  UnexpectedEndOfNumber: "This number is not finished",
  InvalidUnicode: "This unicode escape is not valid",
  InvalidEscapeCharacter: "This escape is not valid; write a backslash twice",
  InvalidCharacter: "A control character stands in this string; escape it",
};

function toDataNode(node: Node, sink: ProblemSink): DataNode {
  const span: Span = { start: node.offset, end: node.offset + node.length };
  switch (node.type) {
    case "object":
      return { kind: "object", entries: entriesOf(node, sink), span };
    case "array":
      return {
        kind: "array",
        items: (node.children ?? []).map((child) => toDataNode(child, sink)),
        span,
      };
    case "string":
    case "number":
    case "boolean":
      return { kind: node.type, value: node.value as string | number | boolean, span };
    default:
      return { kind: "null", value: null, span };
  }
}

function entriesOf(node: Node, sink: ProblemSink): readonly Entry[] {
  const entries = new Map<string, Entry>();
  for (const property of node.children ?? []) {
    const [keyNode, valueNode] = property.children ?? [];
    // The recovery after a syntax error leaves keys without values behind.
    if (keyNode === undefined || valueNode === undefined) continue;
    const key = String(keyNode.value);
    const keySpan: Span = { start: keyNode.offset, end: keyNode.offset + keyNode.length };
    if (isRefusedKey(key, keySpan, entries, sink)) continue;
    entries.set(key, { key, keySpan, value: toDataNode(valueNode, sink) });
  }
  return [...entries.values()];
}

/** Reports and answers whether a key must not be kept: it stands twice, or it is `__proto__`. */
export function isRefusedKey(
  key: string,
  keySpan: Span,
  entries: ReadonlyMap<string, Entry>,
  sink: ProblemSink,
): boolean {
  if (key === "__proto__") {
    sink.error("reserved-key", "The key `__proto__` is reserved and cannot be used.", keySpan);
    return true;
  }
  const earlier = entries.get(key);
  if (earlier === undefined) return false;
  const line = sink.lineOf(earlier.keySpan.start);
  sink.error(
    "duplicate-key",
    `The key \`${key}\` stands here for the second time (first on line ${line}); keep one of the two.`,
    keySpan,
  );
  return true;
}
