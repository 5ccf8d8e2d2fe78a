import { execFile } from "node:child_process";
import * as vscode from "vscode";

/** What the bundled command line answered. */
export interface ToolAnswer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The bundled command line, as Node.js runs it. */
export function commandLinePath(context: vscode.ExtensionContext): string {
  return vscode.Uri.joinPath(context.extensionUri, "dist", "tools", "halyard.js").fsPath;
}

/** What makes the editor's own program run a script as Node.js does. */
export const asNode: Readonly<Record<string, string>> = { ELECTRON_RUN_AS_NODE: "1" };

/** Where and with what the command line runs. */
export interface ToolOptions {
  readonly cwd: string;
  /** Environment variables beside the editor's own. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  /** Ends it early. */
  readonly stop?: AbortSignal;
}

/** Runs the bundled command line in a folder, without a shell. */
export function runTool(
  context: vscode.ExtensionContext,
  args: readonly string[],
  { cwd, variables = {}, stop }: ToolOptions,
): Promise<ToolAnswer> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [commandLinePath(context), ...args],
      {
        cwd,
        env: { ...process.env, ...variables, ...asNode, NO_COLOR: "1" },
        windowsHide: true,
        ...(stop && { signal: stop }),
      },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
        resolve({ code, stdout, stderr });
      },
    );
  });
}
