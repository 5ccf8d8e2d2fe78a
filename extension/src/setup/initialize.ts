import * as vscode from "vscode";
import { plain } from "../text/plain.js";
import { runTool } from "./tools.js";

/** `Halyard: Set Up This Workspace`: what `halyard init` does, in the folder that the person picks. */
export function registerInitialize(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return vscode.commands.registerCommand("halyard.initialize", async () => {
    const folder = await pickFolder();
    if (folder === undefined) return;
    const { code, stdout, stderr } = await runTool(context, ["init"], { cwd: folder.uri.fsPath });
    log.info(`halyard init ended with ${code}`, stdout, stderr);
    if (code !== 0) {
      const show = vscode.l10n.t("Show Log");
      const message = vscode.l10n.t("Halyard could not set up this workspace: {0}", plain(stderr));
      if ((await vscode.window.showErrorMessage(message, show)) === show) log.show();
      return;
    }
    const config = vscode.Uri.joinPath(folder.uri, "halyard.config.json");
    await vscode.window.showTextDocument(config);
  });
}

async function pickFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 1) return vscode.window.showWorkspaceFolderPick();
  const [only] = folders;
  if (only === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Open a folder first."));
  }
  return only;
}
