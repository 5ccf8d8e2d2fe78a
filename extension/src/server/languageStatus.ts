import type { Status } from "halyard-language-server/protocol/status";
import * as vscode from "vscode";
import { plain } from "../text/plain.js";
import type { FlagsView } from "../views/flagsView.js";
import { languages } from "./languages.js";
import type { ServerSession } from "./session.js";

/** The state of the server in the editor's own place for it, and as context keys for menus and welcome texts. */
export function registerLanguageStatus(session: ServerSession, view: FlagsView): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem(
    "halyard.status",
    languages.map((language) => ({ language })),
  );
  item.name = "Halyard";
  item.command = { command: "halyard.showLog", title: vscode.l10n.t("Show Log") };
  item.text = "Halyard";
  item.busy = true;
  const show = (status: Status): void => {
    const flags = status.projects.reduce((sum, project) => sum + project.flags, 0);
    const broken = status.projects.find(({ state }) => state === "broken");
    const removable = view.flags.filter((flag) => flag.removable).length;
    item.busy = status.state === "indexing";
    item.severity =
      broken === undefined
        ? vscode.LanguageStatusSeverity.Information
        : vscode.LanguageStatusSeverity.Error;
    item.text = item.busy
      ? vscode.l10n.t("Halyard is indexing")
      : vscode.l10n.t("{0} flags, {1} to remove", flags, removable);
    item.detail = plain(broken?.problem ?? "");
    setContext("halyard.ready", !item.busy);
    setContext(
      "halyard.hasRegistry",
      status.projects.some(({ registries }) => registries.length > 0),
    );
  };
  let last: Status | undefined;
  return vscode.Disposable.from(
    item,
    session.onStatus((status) => {
      last = status;
      show(status);
    }),
    view.onDidChangeTreeData(() => {
      if (last !== undefined) show(last);
    }),
    session.onDidChangeRunning((running) => {
      setContext("halyard.ready", running && last?.state === "ready");
      item.busy = running && last === undefined;
      if (!running) {
        item.text = vscode.l10n.t("Halyard has stopped");
        item.severity = vscode.LanguageStatusSeverity.Warning;
      }
    }),
  );
}

function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand("setContext", key, value);
}
