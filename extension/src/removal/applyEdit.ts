import * as vscode from "vscode";
import type { ChangeAnnotation, WorkspaceEdit } from "vscode-languageclient";
import type { ServerSession } from "../server/session.js";

/** What a file is meant to become; null for one that goes. */
export interface WantedFile {
  readonly uri: string;
  readonly text: string | null;
}

/**
 * Hands a change to the editor, which shows it in its refactor preview and applies it as one step that one undo takes
 * back. True when all of it was applied.
 *
 * Halyard has proven the change as a whole, so every part of it is ticked from the start. The editor opens its preview
 * only for a part that has to be confirmed, which it leaves unticked: that part is an edit that changes nothing.
 */
export async function applyEdit(
  session: ServerSession,
  change: WorkspaceEdit,
  files: readonly WantedFile[],
): Promise<boolean> {
  const edit = await session.toEditor.asWorkspaceEdit(withoutConfirmation(change));
  const [first] = files;
  if (first === undefined) return false;
  const anchor = files.find(({ text }) => text !== null) ?? first;
  edit.replace(vscode.Uri.parse(anchor.uri, true), new vscode.Range(0, 0, 0, 0), "", {
    needsConfirmation: true,
    label: vscode.l10n.t("Nothing changes before you press Apply"),
  });
  if (!(await vscode.workspace.applyEdit(edit, { isRefactoring: true }))) return false;
  if (!(await isWhole(files))) {
    await offerUndo();
    return false;
  }
  await saveTouched(files);
  return true;
}

function withoutConfirmation(change: WorkspaceEdit): WorkspaceEdit {
  const annotations: Record<string, ChangeAnnotation> = {};
  for (const [id, annotation] of Object.entries(change.changeAnnotations ?? {})) {
    annotations[id] = { ...annotation, needsConfirmation: false };
  }
  return { ...change, changeAnnotations: annotations };
}

/** Whether every file is as it was meant to be: a person may have unticked parts of the change. */
async function isWhole(files: readonly WantedFile[]): Promise<boolean> {
  for (const { uri, text } of files) {
    const target = vscode.Uri.parse(uri, true);
    const found = await textOf(target);
    if (normalized(found) !== normalized(text ?? undefined)) return false;
  }
  return true;
}

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find(
    (document) => document.uri.toString() === uri.toString() && !document.isClosed,
  );
  if (open !== undefined) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** The editor keeps a file's own line ends and its byte order mark to itself. */
function normalized(text: string | undefined): string | undefined {
  return text?.replaceAll("\r\n", "\n").replace(/^\ufeff/, "");
}

async function offerUndo(): Promise<void> {
  const undo = vscode.l10n.t("Undo");
  const picked = await vscode.window.showWarningMessage(
    vscode.l10n.t("Only a part of the change was applied. It is proven as a whole only."),
    undo,
  );
  if (picked === undo) await vscode.commands.executeCommand("undo");
}

/** The preview was the confirmation, so what was applied is saved: the command line and the tests read the disk. */
async function saveTouched(files: readonly WantedFile[]): Promise<void> {
  const touched = new Set(files.map(({ uri }) => vscode.Uri.parse(uri, true).toString()));
  for (const document of vscode.workspace.textDocuments) {
    if (document.isDirty && touched.has(document.uri.toString())) await document.save();
  }
}
