import { Lexer, type LineCounter } from "yaml";

/** 1-based line and column. */
interface YamlPosition {
  readonly line: number;
  readonly column: number;
}

interface YamlRange {
  /** Half-open, in UTF-16 code units. */
  readonly range: [number, number];
  readonly loc: { readonly start: YamlPosition; readonly end: YamlPosition };
}

/** A comment, which may hold a directive for ESLint. */
export interface YamlComment extends YamlRange {
  readonly type: "Comment";
  /** Without its `#`. */
  readonly value: string;
}

/** A whole file. */
export interface YamlDocument extends YamlRange {
  readonly type: "Document";
  readonly comments: readonly YamlComment[];
}

/** The tree of a text whose lines have been counted. */
export function yamlTree(text: string, lines: LineCounter): YamlDocument {
  return { type: "Document", ...rangeOf(0, text.length, lines), comments: commentsOf(text, lines) };
}

function commentsOf(text: string, lines: LineCounter): YamlComment[] {
  const comments: YamlComment[] = [];
  let start = 0;
  for (const token of new Lexer().lex(text)) {
    // The lexer marks where a document, a flow or a scalar begins by signs that stand for no text.
    if (controlSigns.has(token)) continue;
    const end = start + token.length;
    if (token.startsWith("#")) {
      comments.push({ type: "Comment", ...rangeOf(start, end, lines), value: token.slice(1) });
    }
    start = end;
  }
  return comments;
}

const controlSigns: ReadonlySet<string> = new Set(["\u0002", "\u0018", "\u001F"]);

function rangeOf(start: number, end: number, lines: LineCounter): YamlRange {
  return {
    range: [start, end],
    loc: { start: positionOf(start, lines), end: positionOf(end, lines) },
  };
}

function positionOf(offset: number, lines: LineCounter): YamlPosition {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}
