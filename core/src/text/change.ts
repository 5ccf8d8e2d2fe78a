import type { Span } from "./span.js";

/** A replacement in a file's text as it is now. Spans are UTF-16 offsets. */
export interface TextEdit extends Span {
  readonly newText: string;
}

/** What happens to one file. */
export interface FileChange {
  readonly path: string;
  readonly kind: "edit" | "create" | "delete";
  /** Sorted and without overlap; empty where the file is made or deleted. */
  readonly edits: readonly TextEdit[];
  /** The text that the edits are meant for; empty for a new file. */
  readonly oldText: string;
  /** The whole new text; empty for a deleted file. */
  readonly newText: string;
}

/** The change that edits make to one file. Edits need no order but must not overlap. */
export function editOf(path: string, oldText: string, edits: readonly TextEdit[]): FileChange {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let newText = "";
  let at = 0;
  for (const edit of sorted) {
    newText += oldText.slice(at, edit.start) + edit.newText;
    at = edit.end;
  }
  return { path, kind: "edit", edits: sorted, oldText, newText: newText + oldText.slice(at) };
}
