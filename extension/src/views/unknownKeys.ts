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

function codeOf(code: vscode.Diagnostic["code"]): string | number | undefined {
  return typeof code === "object" ? code.value : code;
}
