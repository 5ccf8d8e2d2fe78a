import type { Edit } from "./trackedText.js";
import type { TrackedText } from "./trackedText.js";
import { endsLine, nextLine } from "./layout.js";

/**
 * Tidies blank lines where deletions met: of several one stays, none at the start of the file or of a bracket.
 * Blank lines that stood together in the original are left as they were.
 */
export function seamEdits(tracked: TrackedText): Edit[] {
  const { text } = tracked;
  const edits: Edit[] = [];
  for (let start = 0; start < text.length; start = nextLine(text, start)) {
    if (!endsLine(text, start)) continue;
    let end = nextLine(text, start);
    while (end < text.length && endsLine(text, end)) end = nextLine(text, end);
    if (!isUntouched(tracked, start, end)) {
      const keep = wantsBlank(text, start, end) ? nextLine(text, start) : start;
      if (keep < end) edits.push({ start: keep, end, parts: [] });
    }
    start = end - 1;
  }
  return edits;
}

function isUntouched(tracked: TrackedText, start: number, end: number): boolean {
  const before = start === 0 ? -1 : tracked.originAt(start - 1);
  const first = tracked.originAt(start);
  if (end >= tracked.text.length) return true;
  const after = tracked.originAt(end);
  if (start === 0) return first === 0 && after === end;
  return before >= 0 && after - before === end - start + 1;
}

function wantsBlank(text: string, start: number, end: number): boolean {
  if (text.slice(0, start).replace("\uFEFF", "") === "") return false;
  const opens = /[{([]\s*$/u.test(text.slice(Math.max(0, start - 80), start));
  return !opens && !/^\s*[})\]]/u.test(text.slice(end, end + 80));
}
