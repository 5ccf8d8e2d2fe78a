import { invalidSuppressionId, unusedSuppressionId } from "../suppressions/applyComments.js";
import { editOf } from "../text/change.js";
import { fixDataOf, outdated, refused, unchangedText } from "./fixData.js";
import type { Fix } from "./model.js";

/**
 * Accepts a finding in place: a comment above its line, in which the reason is still to be written. Until it is, the
 * comment silences nothing, because a suppression that nobody can judge later is how flags become permanent.
 */
export const suppress: Fix = {
  id: "suppress",
  ruleIds: "every",
  offers(finding, context) {
    const { ruleId, place } = finding;
    const isComment = ruleId === unusedSuppressionId || ruleId === invalidSuppressionId;
    if (isComment || marksOf(place.path) === undefined) return [];
    const data = fixDataOf(finding, context, { ruleId });
    const title = `Suppress ${ruleId} here: write the reason behind the dashes`;
    return data === undefined ? [] : [{ title, kind: "suggestion", staysInFile: true, data }];
  },
  resolve(data, context) {
    const { path, start, values } = data;
    const text = unchangedText(data, context);
    const marks = marksOf(path);
    const ruleId = values?.ruleId;
    if (text === undefined || marks === undefined) return outdated(data);
    if (ruleId === undefined || !/^[\w-]+$/u.test(ruleId)) return refused("No rule is named.");
    const lineStart = text.lastIndexOf("\n", start - 1) + 1;
    const at = lineStart === 0 && text.startsWith("\uFEFF") ? 1 : lineStart;
    const indent = /^[ \t]*/u.exec(text.slice(at))?.[0] ?? "";
    if (isInMarkup(text, at)) {
      return refused("A comment cannot stand above this line of markup; write it by hand.");
    }
    const eol = text.includes("\r\n") ? "\r\n" : "\n";
    const newText = `${indent}${marks} halyard-ignore-next-line ${ruleId} -- ${eol}`;
    return { ok: true, changes: [editOf(path, text, [{ start: at, end: at, newText }])] };
  },
};

/** How a comment of one line begins; undefined for files that take none. */
function marksOf(path: string): string | undefined {
  if (/\.(?:[mc]?[jt]sx?|jsonc)$/iu.test(path)) return "//";
  return /\.ya?ml$/iu.test(path) ? "#" : undefined;
}

/** A line that begins with a tag, or with text between tags, takes no line comment above it. */
function isInMarkup(text: string, lineStart: number): boolean {
  const before = text.slice(0, lineStart).trimEnd();
  const line = text.slice(lineStart).trimStart();
  return line.startsWith("<") || line.startsWith("{") || /[\w"'}]\s*\/?>$/u.test(before);
}
