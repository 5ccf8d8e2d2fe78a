import type { RemovalNote, RemovalPlan } from "../removal/model.js";

/** Where the texts of the workspace come from. */
export interface SpokenSource {
  readonly paths: readonly string[];
  readFile(path: string): string | undefined;
}

/**
 * Strings and comments of code that still name the flag after its removal: descriptions, titles, log lines, one note for
 * each file. Names of code are left out, because they mean something of their own.
 */
export function spokenMentions(source: SpokenSource, plan: RemovalPlan): RemovalNote[] {
  const { flagKey } = plan;
  const changes = new Map(plan.files.map((file) => [file.path, file]));
  const noted = new Set(plan.notes.map(({ place }) => place?.path));
  return source.paths.flatMap((path): RemovalNote[] => {
    const change = changes.get(path);
    if (change?.kind === "delete" || noted.has(path)) return [];
    const text = change?.newText ?? source.readFile(path) ?? "";
    const at = spokenAt(text, flagKey);
    if (at < 0) return [];
    const old = change === undefined ? at : placeInOld(text, at, change.oldText);
    const message = "A string or a comment here still names the flag.";
    const place = { path, span: { start: old, end: old + flagKey.length } };
    return [{ kind: "still-mentioned", message, place }];
  });
}

/** Where a text has the key as a word inside a string or a comment, or -1. */
function spokenAt(text: string, key: string): number {
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
    const around = `${text[at - 1] ?? " "}${text[at + key.length] ?? " "}`;
    if (/[\w$]/u.test(around)) continue;
    const before = text.slice(text.lastIndexOf("\n", at) + 1, at);
    if (/^\s*(?:\*|\/\*)|\/\//u.test(before) || hasOpenQuote(before)) return at;
  }
  return -1;
}

/** Whether a line up to a place leaves a quote open. */
function hasOpenQuote(before: string): boolean {
  return ["'", '"', "`"].some((quote) => before.split(quote).length % 2 === 0);
}

/** The same line's place in the text as it was, where places are told; its start where the line is new. */
function placeInOld(text: string, at: number, oldText: string): number {
  const start = text.lastIndexOf("\n", at) + 1;
  const end = text.indexOf("\n", at);
  const line = text.slice(start, end < 0 ? text.length : end);
  const found = oldText.indexOf(line);
  return found < 0 ? 0 : found + at - start;
}
