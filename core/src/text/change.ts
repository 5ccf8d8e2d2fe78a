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
