import type { Flag } from "../registry/model.js";
import { spellingsOf } from "./flagLife.js";
import type { RuleContext } from "./model.js";
import { isTestFile } from "./testFiles.js";

/**
 * Files whose text names the flag though no reference to it is recognised there, sorted.
 *
 * A shape that no matcher covers is still a use, so such a flag cannot be called unused. The flag's own definition,
 * and tests, do not count.
 */
export function unreadMentions(context: RuleContext, flag: Flag): readonly string[] {
  return context
    .filesNaming(flag)
    .filter(
      (path) =>
        !isTestFile(path) &&
        spellingsOf(flag).some((word) => isNamedOutsideDefinition(context, flag, path, word)),
    );
}

function isNamedOutsideDefinition(
  context: RuleContext,
  flag: Flag,
  path: string,
  word: string,
): boolean {
  const own = flag.definitions.filter((definition) => definition.path === path);
  if (own.length === 0) return true;
  const text = context.textOf({ path, span: { start: 0, end: Number.MAX_SAFE_INTEGER } });
  if (text === undefined) return false;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
    const isOwn = own.some(({ entrySpan }) => entrySpan.start <= at && at < entrySpan.end);
    if (!isOwn && isWholeWord(text, at, word.length)) return true;
  }
  return false;
}

function isWholeWord(text: string, at: number, length: number): boolean {
  const identifier = /[\p{L}\p{N}_$]/u;
  return !identifier.test(text[at - 1] ?? " ") && !identifier.test(text[at + length] ?? " ");
}
