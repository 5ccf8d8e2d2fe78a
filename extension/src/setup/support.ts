import * as vscode from "vscode";
import type { Running } from "../running.js";

/** Restart, log and report: what a person reaches for when something is wrong. */
export function registerSupport(
  context: vscode.ExtensionContext,
  awake: () => Promise<Running>,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand("halyard.restart", async () => {
      const { session } = await awake();
      await session.restart();
    }),
    vscode.commands.registerCommand("halyard.showLog", () => {
      log.show();
    }),
    vscode.commands.registerCommand("halyard.reportIssue", async () => {
      const issueBody = reportOf(context);
      if (hasTracker(context.extension.packageJSON)) {
        const { id: extensionId } = context.extension;
        const report = { extensionId, issueBody };
        await vscode.commands.executeCommand("workbench.action.openIssueReporter", report);
        return;
      }
      const draft = { language: "markdown", content: issueBody };
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(draft));
    }),
  );
}

/** Whether the manifest says where reports go; the editor's own reporter refuses an extension that does not. */
function hasTracker(manifest: unknown): boolean {
  return typeof manifest === "object" && manifest !== null && "bugs" in manifest;
}

/** The versions that matter, and nothing of the workspace. */
function reportOf(context: vscode.ExtensionContext): string {
  const manifest: unknown = context.extension.packageJSON;
  const version =
    typeof manifest === "object" && manifest !== null && "version" in manifest
      ? String(manifest.version)
      : "unknown";
  return [
    "What happened, and what should have happened:",
    "",
    "",
    `- Halyard ${version}`,
    `- ${vscode.env.appName} ${vscode.version}`,
    `- ${process.platform} ${process.arch}, Node.js ${process.versions.node}`,
    `- ${vscode.workspace.isTrusted ? "trusted workspace" : "Restricted Mode"}`,
  ].join("\n");
}
