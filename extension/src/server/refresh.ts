import * as vscode from "vscode";
import type { ServerSession } from "./session.js";

/**
 * Fires when something that the server was asked before may be answered differently now: the revision rose, or the
 * server came back. Waits until the changes pause, so that views do not flicker while someone types.
 */
export function onDidChangeAnswers(
  session: ServerSession,
  listener: () => void,
  pauseMs = 250,
): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(listener, pauseMs);
  };
  return vscode.Disposable.from(
    session.onStatus(soon),
    session.onDidChangeRunning(soon),
    new vscode.Disposable(() => {
      clearTimeout(timer);
    }),
  );
}
