import type { RemovalPreview } from "halyard-language-server/protocol/removal";
import * as vscode from "vscode";
import type { ServerSession } from "../server/session.js";
import { plain } from "../text/plain.js";

/**
 * Hands the change to the editor, which shows it in its refactor preview and applies it as one step that one undo takes
 * back. True when it was applied.
 */
export async function applyPreview(
  session: ServerSession,
  preview: RemovalPreview,
): Promise<boolean> {
  if (preview.edit === null) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("There is nothing left of {0} to remove.", plain(preview.flagKey)),
    );
    return false;
  }
  const edit = await session.toEditor.asWorkspaceEdit(preview.edit);
  const applied = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  if (applied) await saveTouched(preview);
  return applied;
}

/** The preview was the confirmation, so what was applied is saved: the command line and the tests read the disk. */
async function saveTouched({ files }: RemovalPreview): Promise<void> {
  const touched = new Set(files.map(({ uri }) => vscode.Uri.parse(uri, true).toString()));
  for (const document of vscode.workspace.textDocuments) {
    if (document.isDirty && touched.has(document.uri.toString())) await document.save();
  }
}
