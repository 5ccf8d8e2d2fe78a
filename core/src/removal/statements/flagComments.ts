import { ts } from "ts-morph";
import type { FoldContext } from "../fold/context.js";
import { lineStart, startsLine } from "../text/layout.js";

/** Whether a comment names the flag. */
export function namesFlag(words: readonly string[], comment: string): boolean {
  return words.some((word) => {
    const at = comment.indexOf(word);
    if (at < 0) return false;
    const before = comment[at - 1] ?? " ";
    const after = comment[at + word.length] ?? " ";
    return !/[\w$]/u.test(before) && !/[\w$]/u.test(after);
  });
}

/**
 * Where the comments directly above a statement begin, if all of them together speak of the flag: they explain
 * a condition that is gone. Comments that do not name the flag stay.
 */
export function flagCommentsAbove(context: FoldContext, node: ts.Node): number | undefined {
  const { text, source } = context.unit;
  const comments = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
  let from = node.getStart(source);
  let named = false;
  let first: number | undefined;
  for (const comment of [...comments].reverse()) {
    const gap = text.slice(comment.end, from);
    if (!startsLine(text, comment.pos) || /\n[ \t]*\r?\n/u.test(gap)) break;
    from = comment.pos;
    named ||= namesFlag(context.flagWords, text.slice(comment.pos, comment.end));
    first = comment.pos;
  }
  return named && first !== undefined && lineStart(text, first) <= first ? first : undefined;
}
