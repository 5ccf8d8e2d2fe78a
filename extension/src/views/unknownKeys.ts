import * as vscode from "vscode";
import type { UnknownKey } from "./nodes.js";

/** The places whose key no registry has, as the diagnostics tell them. */
export function unknownKeys(): readonly UnknownKey[] {
  return vscode.languages.getDiagnostics().flatMap(([uri, diagnostics]) =>
    diagnostics
      .filter(({ source, code }) => source === "halyard" && codeOf(code) === "unknown-flag")
      .map(({ message, range }) => ({
        uri: uri.toString(),
        line: range.start.line,
        character: range.start.character,
        message,
      })),
  );
}

/** Fires when the places are others: diagnostics come after what else the server tells. */
export function onDidChangeUnknownKeys(listener: () => void, pauseMs = 250): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  let last = JSON.stringify(unknownKeys());
  const compare = (): void => {
    const now = JSON.stringify(unknownKeys());
    if (now === last) return;
    last = now;
    listener();
  };
  return vscode.Disposable.from(
    vscode.languages.onDidChangeDiagnostics(() => {
      clearTimeout(timer);
      timer = setTimeout(compare, pauseMs);
    }),
    new vscode.Disposable(() => {
      clearTimeout(timer);
    }),
  );
}

function codeOf(code: vscode.Diagnostic["code"]): string | number | undefined {
  return typeof code === "object" ? code.value : code;
}
