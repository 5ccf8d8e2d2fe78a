import { ts } from "ts-morph";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { namesFlag } from "../statements/flagComments.js";
import { lineStart, nextLine, startsLine, endsLine } from "../text/layout.js";
import type { Edit } from "../text/trackedText.js";

interface CommentGroup {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Longer comments say more than that a flag is asked here. */
const maximumLines = 4;

/**
 * Removes short comments on lines of their own that name the flag, and notes the others that do. Keys that are
 * plain words (`demo`) are no sign, so their comments stay.
 */
export function pruneComments(project: RemovalProject, file: TrackedFile): void {
  const words = project.flagWords.filter(
    (word) => /[a-z][A-Z]|[-_.\d]/u.test(word) && word.length > 5,
  );
  const edits: Edit[] = [];
  for (const group of commentGroups(file)) {
    if (!namesFlag(words, group.text)) continue;
    const { text } = file.unit;
    const own = startsLine(text, group.start) && endsLine(text, group.end);
    if (own && group.text.split("\n").length <= maximumLines) {
      edits.push({
        start: lineStart(text, group.start),
        end: nextLine(text, group.end),
        parts: [],
      });
    } else noteMention(project, file, group);
  }
  file.apply(edits);
}

function noteMention(project: RemovalProject, file: TrackedFile, group: CommentGroup): void {
  const origin = file.unit.originAt(group.start);
  project.notes.push({
    kind: "still-mentioned",
    message: "A comment still names the flag.",
    place: { path: file.path, span: { start: origin, end: origin + group.text.length } },
  });
}

/** Every comment of a file; `//` lines directly below each other are one. */
function commentGroups(file: TrackedFile): CommentGroup[] {
  const { text, source } = file.unit;
  const seen = new Map<number, ts.CommentRange>();
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.JsxText) return;
    for (const range of ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [])
      seen.set(range.pos, range);
    for (const child of node.getChildren(source)) visit(child);
  };
  visit(source);
  const groups: CommentGroup[] = [];
  for (const { pos, end, kind } of [...seen.values()].sort((a, b) => a.pos - b.pos)) {
    const last = groups[groups.length - 1];
    const joins =
      last !== undefined &&
      kind === ts.SyntaxKind.SingleLineCommentTrivia &&
      text.startsWith("//", last.start) &&
      /^[ \t]*\r?\n[ \t]*$/u.test(text.slice(last.end, pos));
    if (joins)
      groups[groups.length - 1] = { start: last.start, end, text: text.slice(last.start, end) };
    else groups.push({ start: pos, end, text: text.slice(pos, end) });
  }
  return groups;
}
