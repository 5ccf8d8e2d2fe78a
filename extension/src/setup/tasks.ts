import * as vscode from "vscode";
import { asNode, commandLinePath } from "./tools.js";

const commands = ["check", "list"] as const;

/** Offers the command line's `check` and `list` as tasks, with the bundled command line. */
export function registerTasks(context: vscode.ExtensionContext): vscode.Disposable {
  return vscode.tasks.registerTaskProvider("halyard", {
    provideTasks: () =>
      (vscode.workspace.workspaceFolders ?? []).flatMap((folder) =>
        commands.map((command) => taskFor(context, { type: "halyard", command }, folder)),
      ),
    resolveTask: (task) => {
      const { scope, definition } = task;
      const folder = typeof scope === "object" ? scope : vscode.workspace.workspaceFolders?.[0];
      return folder === undefined ? undefined : taskFor(context, definition, folder);
    },
  });
}

function taskFor(
  context: vscode.ExtensionContext,
  definition: vscode.TaskDefinition,
  folder: vscode.WorkspaceFolder,
): vscode.Task {
  const command = commands.find((name) => name === definition.command) ?? "check";
  const more: unknown = definition.args;
  const given = Array.isArray(more) ? more.filter((arg) => typeof arg === "string") : [];
  // One line per finding, which the problem matcher reads; what is meant for people is wrapped.
  const isFree = command === "check" && !given.some((arg) => /^(?:-f|--format)/.test(arg));
  const args = isFree ? [...given, "--format=github"] : given;
  const execution = new vscode.ProcessExecution(
    process.execPath,
    [commandLinePath(context), command, ...args],
    { cwd: folder.uri.fsPath, env: { ...asNode } },
  );
  return new vscode.Task(definition, folder, command, "halyard", execution, "$halyard");
}
