import type { Decorations } from "halyard-language-server/protocol/decorations";
import * as vscode from "vscode";
import { onDidChangeAnswers } from "../server/refresh.js";
import type { ServerSession } from "../server/session.js";
import { plain } from "../text/plain.js";

/**
 * Fades code that can no longer run and marks the calls of a migration's systems, in the visible editors.
 *
 * Colour is never the only sign: dead code is faint and has a dotted line below it, old calls a dashed one and new
 * calls a solid one, and a hover says it in words.
 */
export function registerDecorations(session: ServerSession): vscode.Disposable {
  const dead = vscode.window.createTextEditorDecorationType({
    opacity: "0.6",
    textDecoration: "underline dotted",
  });
  const old = vscode.window.createTextEditorDecorationType({
    borderWidth: "0 0 1px 0",
    borderStyle: "dashed",
    borderColor: new vscode.ThemeColor("halyard.oldSystemBorder"),
    overviewRulerColor: new vscode.ThemeColor("halyard.oldSystemBorder"),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
  });
  const fresh = vscode.window.createTextEditorDecorationType({
    borderWidth: "0 0 1px 0",
    borderStyle: "solid",
    borderColor: new vscode.ThemeColor("halyard.newSystemBorder"),
    overviewRulerColor: new vscode.ThemeColor("halyard.newSystemBorder"),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
  });

  const show = (editor: vscode.TextEditor, found: Decorations): void => {
    const settings = vscode.workspace.getConfiguration("halyard.decorations", editor.document);
    const branches = settings.get<boolean>("deadBranches") === true ? found.deadBranches : [];
    const marks = settings.get<boolean>("migrations") === true ? found.migrationMarks : [];
    const { toEditor } = session;
    const ranged = (range: Decorations["deadBranches"][number]["range"], message: string) => ({
      range: toEditor.asRange(range),
      hoverMessage: plainMarkdown(message),
    });
    editor.setDecorations(
      dead,
      branches.flatMap(({ range, message }) =>
        withoutIndentation(editor.document, toEditor.asRange(range)).map((line) => ({
          range: line,
          hoverMessage: plainMarkdown(message),
        })),
      ),
    );
    for (const [side, kind] of [
      ["old", old],
      ["new", fresh],
    ] as const) {
      editor.setDecorations(
        kind,
        marks
          .filter((mark) => mark.side === side)
          .map(({ range, operation, migration }) =>
            ranged(range, hoverOf(side, operation, migration)),
          ),
      );
    }
  };

  const refresh = async (editor: vscode.TextEditor): Promise<void> => {
    const { document } = editor;
    if (document.uri.scheme !== "file") return;
    const textDocument = { uri: document.uri.toString() };
    const found = await session.tryRequest("halyard/decorations", { textDocument });
    // The document may have moved on while the server was looking; the next change asks again.
    if (found?.version === null || found?.version === document.version) show(editor, found);
  };
  const refreshAll = (): void => {
    for (const editor of vscode.window.visibleTextEditors) void refresh(editor);
  };
  return vscode.Disposable.from(
    dead,
    old,
    fresh,
    onDidChangeAnswers(session, refreshAll),
    vscode.window.onDidChangeVisibleTextEditors(refreshAll),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("halyard.decorations")) refreshAll();
    }),
  );
}

/** A range line by line, without the white space before each: a line below nothing would look like an error. */
function withoutIndentation(
  document: vscode.TextDocument,
  range: vscode.Range,
): readonly vscode.Range[] {
  const lines: vscode.Range[] = [];
  for (let line = range.start.line; line <= range.end.line; line++) {
    const { firstNonWhitespaceCharacterIndex: indentation, range: whole } = document.lineAt(line);
    const shown = range.intersection(whole.with(new vscode.Position(line, indentation)));
    if (shown !== undefined && !shown.isEmpty) lines.push(shown);
  }
  return lines;
}

function hoverOf(side: "old" | "new", operation: "write" | "read", migration: string): string {
  const name = plain(migration);
  if (side === "old") {
    return operation === "write"
      ? vscode.l10n.t("Writes to the old system of {0}", name)
      : vscode.l10n.t("Reads from the old system of {0}", name);
  }
  return operation === "write"
    ? vscode.l10n.t("Writes to the new system of {0}", name)
    : vscode.l10n.t("Reads from the new system of {0}", name);
}

/** A hover is Markdown; this one holds nothing but text. */
function plainMarkdown(text: string): vscode.MarkdownString {
  return new vscode.MarkdownString().appendText(text);
}
