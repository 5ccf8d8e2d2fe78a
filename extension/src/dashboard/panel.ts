import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { onDidChangeAnswers } from "../server/refresh.js";
import type { ServerSession } from "../server/session.js";
import { reveal } from "../views/openAt.js";
import { currentData } from "./currentData.js";
import { dashboardCsv } from "./export/csv.js";
import { dashboardMarkdown } from "./export/markdown.js";
import { dashboardSvg } from "./export/svg.js";
import { fromView, type ExportFormat, type FromView, type ToView } from "./messages.js";
import type { DashboardData } from "./model.js";
import { dashboardWords } from "./translate.js";

/** `Halyard: Open Dashboard`: one panel, brought to the front when it is asked for again. */
export function registerDashboard(
  context: vscode.ExtensionContext,
  session: ServerSession,
): vscode.Disposable {
  let panel: vscode.WebviewPanel | undefined;
  return vscode.Disposable.from(
    vscode.commands.registerCommand("halyard.openDashboard", () => {
      if (panel !== undefined) {
        panel.reveal();
        return;
      }
      panel = createPanel(context);
      const { webview } = panel;
      let shown: DashboardData | undefined;
      const show = async (isNewPage: boolean): Promise<void> => {
        // A page that is hidden is made anew when it is shown, and asks then.
        if (panel?.visible !== true) return;
        const data = await currentData(session);
        if (data === undefined) return;
        if (!isNewPage && JSON.stringify(data) === JSON.stringify(shown)) return;
        shown = data;
        const message: ToView = {
          type: "show",
          data: shown,
          words: dashboardWords(shown),
          language: vscode.env.language,
        };
        await webview.postMessage(message);
      };
      const changes = vscode.Disposable.from(
        onDidChangeAnswers(session, () => void show(false)),
        vscode.workspace.onDidGrantWorkspaceTrust(() => void show(false)),
      );
      webview.onDidReceiveMessage(async (received: unknown) => {
        const message = fromView(received);
        if (message?.type === "ready") await show(true);
        else if (message !== undefined && shown !== undefined) await act(session, message, shown);
      });
      panel.onDidDispose(() => {
        changes.dispose();
        panel = undefined;
      });
    }),
    new vscode.Disposable(() => {
      panel?.dispose();
    }),
  );
}

function createPanel(context: vscode.ExtensionContext): vscode.WebviewPanel {
  const roots = ["dist", "media"].map((name) => vscode.Uri.joinPath(context.extensionUri, name));
  const panel = vscode.window.createWebviewPanel(
    "halyard.dashboard",
    vscode.l10n.t("Flag debt"),
    vscode.ViewColumn.Active,
    { enableScripts: true, localResourceRoots: roots },
  );
  // A tab's icon is drawn as it is, without the theme's colour.
  const icon = (kind: string): vscode.Uri =>
    vscode.Uri.joinPath(context.extensionUri, "media", `dashboard-${kind}.svg`);
  panel.iconPath = { light: icon("light"), dark: icon("dark") };
  const { webview } = panel;
  const at = (...path: string[]): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(context.extensionUri, ...path)).toString();
  const nonce = randomBytes(16).toString("base64url");
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  webview.html = `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Halyard</title>
    <link rel="stylesheet" href="${at("media", "dashboard.css")}">
  </head>
  <body>
    <script nonce="${nonce}" src="${at("dist", "webview", "dashboard.js")}"></script>
  </body>
</html>`;
  return panel;
}

/** Does what a button of the page asks for; the flag is looked up, never taken at its word. */
async function act(
  session: ServerSession,
  message: Exclude<FromView, { type: "ready" }>,
  shown: DashboardData,
): Promise<void> {
  if (message.type === "export") {
    await save(message.format, shown);
    return;
  }
  const { flags } = await session.request("halyard/flags", {});
  const flag = flags.find(({ id }) => id === message.id);
  if (flag === undefined) return;
  if (message.type === "remove") {
    const params = { flagKey: flag.key, uri: flag.project };
    await vscode.commands.executeCommand("halyard.removeFlag", params);
  } else {
    await reveal(flag.definition);
  }
}

const endings: Readonly<Record<ExportFormat, string>> = { markdown: "md", csv: "csv", svg: "svg" };

async function save(format: ExportFormat, data: DashboardData): Promise<void> {
  const words = dashboardWords(data);
  const texts: Readonly<Record<ExportFormat, () => string>> = {
    markdown: () => dashboardMarkdown(data, words),
    csv: () => dashboardCsv(data),
    svg: () => dashboardSvg(data, words),
  };
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `flag-debt-${data.date}.${endings[format]}`;
  const target = await vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
    filters: { [format]: [endings[format]] },
  });
  if (target === undefined) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(texts[format]()));
  await vscode.window.showTextDocument(target, { preview: true });
}
