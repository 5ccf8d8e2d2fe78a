import type { StoreItem } from "halyard-language-server/protocol/stores";
import * as vscode from "vscode";
import { runTool, type ToolAnswer } from "../setup/tools.js";
import type { StoreTokens } from "./storeTokens.js";
import type { Values } from "./variables.js";

/** What running the command line about stores needs. */
export interface StoreTool {
  readonly context: vscode.ExtensionContext;
  readonly tokens: StoreTokens;
  readonly log: vscode.LogOutputChannel;
}

/** What to run, in whose name, and what the person reads meanwhile. */
export interface StoreRun {
  /** URI of the project's root. */
  readonly project: string;
  readonly stores: readonly StoreItem[];
  readonly title: string;
  readonly args: readonly string[];
}

/**
 * Runs the bundled command line with the tokens of these stores in its environment, where only that process sees
 * them. Undefined where the person cancelled.
 */
export async function runStoreTool(
  { context, tokens, log }: StoreTool,
  { project, stores, title, args }: StoreRun,
): Promise<ToolAnswer | undefined> {
  const root = vscode.Uri.parse(project, true);
  const folder = vscode.workspace.getWorkspaceFolder(root)?.uri ?? root;
  const variables: Record<string, string | undefined> = {};
  for (const store of stores) Object.assign(variables, await tokens.variablesFor(store));
  const config = vscode.workspace.getConfiguration("halyard", folder).get<string>("config") ?? "";
  const [command = "", ...rest] = args;
  const all = [command, ...(config === "" ? [] : [`--config=${config}`]), ...rest];
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const answer = await vscode.window.withProgress(options, async (_progress, token) => {
    const stopping = new AbortController();
    const listening = token.onCancellationRequested(() => {
      stopping.abort();
    });
    // A configuration that the settings name is named from the folder on.
    const cwd = config === "" ? root.fsPath : folder.fsPath;
    const ended = await runTool(context, all, { cwd, variables, stop: stopping.signal });
    listening.dispose();
    return token.isCancellationRequested ? undefined : ended;
  });
  if (answer !== undefined) log.info(logged(all, answer, variables));
  return answer;
}

/** The command line never shows a token; should it ever, the log does not. */
function logged(
  args: readonly string[],
  { code, stdout, stderr }: ToolAnswer,
  variables: Values,
): string {
  let text = `halyard ${args.join(" ")} ended with ${code}\n${stdout}${stderr}`;
  for (const value of Object.values(variables)) {
    if (value !== undefined && value !== "") text = text.replaceAll(value, "…");
  }
  return text;
}
