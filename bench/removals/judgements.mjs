import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { normalized, parses } from "./normalized.mjs";

/** What a file or a case may be beside the person's, best first; a case is what its worst file is. */
export const verdicts = [
  "equal",
  "equal in meaning",
  "more complete",
  "incomplete",
  "refused",
  "wrong",
  "not parsing",
  "not judged",
];

/** By case and path: the verdict of a reader, and the mark of the text that was read. */
const read = JSON.parse(readFileSync(join(import.meta.dirname, "judgements.json"), "utf8"));

/**
 * The verdict on each file of a case. A judgement counts only for the very text that was read: `of` is a mark of ours
 * normalized, so a file that comes out otherwise is `not judged` until somebody reads it again.
 */
export function judgedFiles(number, { refused, files }) {
  const known = read[String(number)] ?? {};
  return files.map(({ path, ours, theirs }) => {
    if (refused.length > 0) return { path, verdict: "refused", of: "" };
    const text = normalized(path, ours);
    const of = createHash("sha256")
      .update(text ?? "deleted")
      .digest("hex")
      .slice(0, 12);
    if (text === normalized(path, theirs)) return { path, verdict: "equal", of };
    if (ours !== undefined && !parses(path, ours)) return { path, verdict: "not parsing", of };
    const [verdict, mark] = known[path] ?? [];
    return { path, verdict: mark === of ? verdict : "not judged", of };
  });
}

/** The worst verdict of a case's files. */
export function verdictOf(judged) {
  const worst = Math.max(0, ...judged.map(({ verdict }) => verdicts.indexOf(verdict)));
  return verdicts[worst];
}
