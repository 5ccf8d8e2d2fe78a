import * as vscode from "vscode";
import { asNode, commandLinePath } from "../setup/tools.js";

/** The part of the editor's API for MCP servers, which came with 1.101: after the oldest editor that we run in. */
interface McpApi {
  registerMcpServerDefinitionProvider(
    id: string,
    provider: { provideMcpServerDefinitions(): readonly object[] },
  ): vscode.Disposable;
}

type McpServerConstructor = new (
  label: string,
  command: string,
  args: string[],
  env: Record<string, string>,
  version?: string,
) => object;

/** Contributes `halyard mcp` for each open folder, where the editor knows such servers. */
export function registerMcp(context: vscode.ExtensionContext): vscode.Disposable {
  const Definition = definitionClass();
  const api: object = vscode.lm;
  // Version 1.100 has the function already, but for a manifest of another shape.
  if (!isAtLeast(1, 101) || !hasMcp(api) || Definition === undefined)
    return new vscode.Disposable(() => undefined);
  return api.registerMcpServerDefinitionProvider("halyard", {
    provideMcpServerDefinitions: () =>
      (vscode.workspace.isTrusted ? (vscode.workspace.workspaceFolders ?? []) : [])
        .filter(({ uri }) => uri.scheme === "file")
        .map(({ name, uri }) => {
          const args = [commandLinePath(context), "mcp", "--cwd", uri.fsPath];
          return new Definition(`Halyard (${name})`, process.execPath, args, { ...asNode });
        }),
  });
}

function hasMcp(api: object): api is McpApi {
  return "registerMcpServerDefinitionProvider" in api;
}

function definitionClass(): McpServerConstructor | undefined {
  const api: Readonly<Record<string, unknown>> = vscode;
  const found = api.McpStdioServerDefinition;
  return isConstructor(found) ? found : undefined;
}

function isConstructor(value: unknown): value is McpServerConstructor {
  return typeof value === "function";
}

/** Whether the editor's version is this one or a later one. */
function isAtLeast(major: number, minor: number): boolean {
  const [editorMajor = 0, editorMinor = 0] = vscode.version.split(".").map(Number);
  return editorMajor > major || (editorMajor === major && editorMinor >= minor);
}
