/** Inclusive ranges of 1-based lines. */
export type LineRanges = readonly (readonly [first: number, last: number])[];

const hunkHeader = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/;

/**
 * The lines that a unified diff without context adds or changes, by new path.
 *
 * Reads hunk headers and skips the lines below them, so that a changed line that looks like a header is never taken
 * for one. The diff must have been made with `--src-prefix=a/ --dst-prefix=b/ --unified=0`.
 */
export function changedLinesOf(diff: string): Map<string, LineRanges> {
  const changes = new Map<string, [number, number][]>();
  const lines = diff.split("\n");
  let path: string | undefined;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    if (line.startsWith("diff --git ")) path = undefined;
    else if (line.startsWith("+++ ") && path === undefined) path = newPath(line.slice(4));
    const hunk = hunkHeader.exec(line);
    if (hunk === null || path === undefined) continue;
    const first = Number(hunk[1]);
    const count = hunk[2] === undefined ? 1 : Number(hunk[2]);
    if (count > 0) {
      const ranges = changes.get(path) ?? [];
      ranges.push([first, first + count - 1]);
      changes.set(path, ranges);
    }
    index += bodyLength(lines, index + 1);
  }
  return changes;
}

/** Lines of a hunk without context: removed, added, and notes on a missing final newline. */
function bodyLength(lines: readonly string[], from: number): number {
  let length = 0;
  while (/^[-+\\]/.test(lines[from + length] ?? "")) length++;
  return length;
}

/** `b/path`, in C's quotes where it has unusual characters; `/dev/null` for a deleted file. */
function newPath(written: string): string | undefined {
  const name = written.replace(/\t$/, "");
  const path = name.startsWith('"') ? unquote(name.slice(1, -1)) : name;
  return path.startsWith("b/") ? path.slice(2) : undefined;
}

const letters: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
};

function unquote(text: string): string {
  const bytes: number[] = [];
  for (const [part, octal, letter] of text.matchAll(/\\([0-7]{3})|\\(.)|[^\\]+/gs)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else if (letter === undefined) bytes.push(...Buffer.from(part));
    else bytes.push(letters[letter] ?? letter.charCodeAt(0));
  }
  return Buffer.from(bytes).toString("utf8");
}
