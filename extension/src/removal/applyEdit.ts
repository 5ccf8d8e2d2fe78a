import * as vscode from "vscode";
import type { WorkspaceEdit } from "vscode-languageclient";
import type { ServerSession } from "../server/session.js";

/**
 * Hands a change to the editor, which shows it in its refactor preview and applies it as one step that one undo takes
 * back. True when it was applied.
 */
export async function applyEdit(
  session: ServerSession,
  change: WorkspaceEdit,
  uris: readonly string[],
): Promise<boolean> {
  const edit = await session.toEditor.asWorkspaceEdit(change);
  const applied = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  if (applied) await saveTouched(uris);
  return applied;
}

/** The preview was the confirmation, so what was applied is saved: the command line and the tests read the disk. */
async function saveTouched(uris: readonly string[]): Promise<void> {
  const touched = new Set(uris.map((uri) => vscode.Uri.parse(uri, true).toString()));
  for (const document of vscode.workspace.textDocuments) {
    if (document.isDirty && touched.has(document.uri.toString())) await document.save();
  }
}
