import * as vscode from "vscode";
import type { Location, Position } from "vscode-languageclient";
import type { ServerSession } from "../server/session.js";

/** What the server's code lenses call to show the references of a flag in the editor's own peek view. */
export function registerShowReferences(session: ServerSession): vscode.Disposable {
  return vscode.commands.registerCommand(
    "halyard.showReferences",
    async (uri: string, position: Position, locations: readonly Location[]) => {
      const { toEditor } = session;
      await vscode.commands.executeCommand(
        "editor.action.showReferences",
        vscode.Uri.parse(uri, true),
        toEditor.asPosition(position),
        locations.map((location) => toEditor.asLocation(location)),
      );
    },
  );
}
