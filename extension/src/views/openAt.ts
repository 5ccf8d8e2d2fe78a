import * as vscode from "vscode";
import type { Location } from "vscode-languageclient";

/** The command that opens a place and selects it. */
export function openAt({ uri, range }: Location): vscode.Command {
  const selection = new vscode.Range(
    range.start.line,
    range.start.character,
    range.end.line,
    range.end.character,
  );
  return {
    command: "vscode.open",
    title: vscode.l10n.t("Open"),
    arguments: [vscode.Uri.parse(uri, true), { selection }],
  };
}

/** Opens a place and selects it. */
export async function reveal(place: Location): Promise<void> {
  const { command, arguments: given = [] } = openAt(place);
  await vscode.commands.executeCommand(command, ...(given as unknown[]));
}
