import { lineStartsOf, positionAt } from "../text/lineIndex.js";
import type { Span } from "../text/span.js";

/** Which findings a comment silences: those of the next line, of its own line, or of the whole file. */
export type SuppressionScope = "next-line" | "line" | "file";

/** A comment such as `// halyard-ignore-next-line stale-flag -- removal waits for the audit`. */
export interface SuppressionComment {
  readonly scope: SuppressionScope;
  readonly ruleIds: readonly string[];
  /** Why, in the writer's words; empty where it was left out, and then the comment has no effect. */
  readonly reason: string;
  /** UTF-16 offsets of the words, from `halyard-ignore` to the end of the reason. */
  readonly span: Span;
  /** 1-based line whose findings it silences; 0 for the whole file. */
  readonly line: number;
}

const word = "halyard-ignore-";
const scopes: readonly SuppressionScope[] = ["next-line", "line", "file"];
/** What may stand before the words on their line: the opening of a comment in the languages we read. */
const openings = ["//", "/*", "/**", "<!--", "#"];
const closings = ["*/", "-->"];

/**
 * Every suppression comment of a text, in order.
 *
 * It works on text alone, so that source, Vue, Svelte, JSON and YAML share it and no face needs a syntax tree: the
 * words count where nothing but the opening of a comment precedes them since the comment began.
 */
export function suppressionCommentsOf(text: string): SuppressionComment[] {
  const comments: SuppressionComment[] = [];
  let lineStarts: number[] | undefined;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
    const scope = scopes.find((name) => startsWithWord(text, at + word.length, name));
    if (scope === undefined || !opensComment(text, at)) continue;
    const end = endOfComment(text, at);
    const { ruleIds, reason } = readBody(text.slice(at + word.length + scope.length, end));
    lineStarts ??= lineStartsOf(text);
    const line = positionAt(lineStarts, scope === "next-line" ? end : at).line;
    comments.push({
      scope,
      ruleIds,
      reason,
      span: { start: at, end: at + text.slice(at, end).trimEnd().length },
      line: scope === "file" ? 0 : scope === "line" ? line : line + 1,
    });
  }
  return comments;
}

function startsWithWord(text: string, at: number, name: string): boolean {
  if (!text.startsWith(name, at)) return false;
  const next = text.charAt(at + name.length);
  return next === "" || /[\s*,-]/.test(next);
}

function opensComment(text: string, at: number): boolean {
  let start = at;
  while (start > 0 && (text[start - 1] === " " || text[start - 1] === "\t")) start--;
  const before = text.slice(Math.max(0, start - 4), start);
  return openings.some((opening) => before.endsWith(opening));
}

/** A comment ends at its closing mark or at the end of its line, whichever comes first. */
function endOfComment(text: string, at: number): number {
  let end = at;
  while (end < text.length && text[end] !== "\n" && text[end] !== "\r") {
    if (closings.some((closing) => text.startsWith(closing, end))) return end;
    end++;
  }
  return end;
}

function readBody(body: string): { ruleIds: string[]; reason: string } {
  const dashes = body.search(/\s--(?:\s|$)/);
  const rules = dashes === -1 ? body : body.slice(0, dashes);
  const reason = dashes === -1 ? "" : body.slice(dashes + 3).trim();
  return { ruleIds: rules.split(/[\s,]+/).filter((id) => id !== ""), reason };
}
