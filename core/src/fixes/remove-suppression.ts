import { unusedSuppressionId } from "../suppressions/applyComments.js";
import { editOf } from "../text/change.js";
import { fixDataOf, outdated, unchangedText } from "./fixData.js";
import type { Fix } from "./model.js";

/** Takes away a suppression comment that silences nothing: a comment does nothing at run time. */
export const removeSuppression: Fix = {
  id: "remove-suppression",
  ruleIds: [unusedSuppressionId],
  offers(finding, context) {
    const data = fixDataOf(finding, context);
    // One of several rules of a comment may still silence something.
    if (data === undefined || namesSeveralRules(data.written)) return [];
    const title = "Remove the suppression, which silences nothing";
    return [{ title, kind: "safe", isPreferred: true, staysInFile: true, data }];
  },
  resolve(data, context) {
    const { path, start, end } = data;
    const text = unchangedText(data, context);
    if (text === undefined) return outdated(data);
    const span = commentAround(text, start, end);
    return { ok: true, changes: [editOf(path, text, [{ ...span, newText: "" }])] };
  },
};

function namesSeveralRules(written: string): boolean {
  const rules = written.split(/\s--\s/u)[0] ?? "";
  return rules.split(/[\s,]+/u).filter((word) => word !== "").length > 2;
}

/** The whole comment, and its line where nothing else stands on it. */
function commentAround(text: string, start: number, end: number): { start: number; end: number } {
  const opening =
    /(?:\{\s*\/\*\*?|\/\/|\/\*\*?|<!--|#)[ \t]*$/u.exec(text.slice(0, start))?.[0] ?? "";
  const closing = /^[ \t]*(?:\*\/\s*\}|\*\/|-->)?/u.exec(text.slice(end))?.[0] ?? "";
  const from = start - opening.length;
  const to = end + closing.length;
  const lineStart = text.lastIndexOf("\n", from - 1) + 1;
  const rest = /^[ \t]*\r?\n/u.exec(text.slice(to))?.[0];
  const isOwnLine = text.slice(lineStart, from).trim() === "" && rest !== undefined;
  if (isOwnLine) return { start: lineStart, end: to + rest.length };
  const blank = /[ \t]*$/u.exec(text.slice(lineStart, from))?.[0].length ?? 0;
  return { start: from - blank, end: to };
}
