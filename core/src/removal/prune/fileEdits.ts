import type { TrackedFile } from "../plan/trackedFile.js";
import type { Edit } from "../text/trackedText.js";

/** An edit of one file among edits of several that belong together. */
export interface FileEdit {
  readonly file: TrackedFile;
  readonly edit: Edit;
}

/** Applies edits that belong together; each only once, however often it was asked for. */
export function applyAll(edits: readonly FileEdit[]): boolean {
  const byFile = new Map<TrackedFile, Map<string, Edit>>();
  for (const { file, edit } of edits) {
    const own = byFile.get(file) ?? new Map<string, Edit>();
    own.set(`${String(edit.start)}-${String(edit.end)}`, edit);
    byFile.set(file, own);
  }
  let changed = false;
  for (const [file, own] of byFile) if (file.apply([...own.values()])) changed = true;
  return changed;
}
