import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";

/** The commands behind the walkthrough: open it, and open its example in a window of its own. */
export function registerWalkthrough(context: vscode.ExtensionContext): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand("halyard.openWalkthrough", () =>
      vscode.commands.executeCommand(
        "workbench.action.openWalkthrough",
        `${context.extension.id}#gettingStarted`,
      ),
    ),
    vscode.commands.registerCommand("halyard.openExample", async () => {
      // A copy, so that the person can try whatever they like.
      const folder = vscode.Uri.file(join(await mkdtemp(join(tmpdir(), "halyard-")), "shop"));
      const example = vscode.Uri.joinPath(context.extensionUri, "dist", "example");
      await vscode.workspace.fs.copy(example, folder);
      await vscode.commands.executeCommand("vscode.openFolder", folder, { forceNewWindow: true });
    }),
  );
}
