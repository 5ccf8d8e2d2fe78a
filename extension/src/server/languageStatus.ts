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
  let wasReading = true;
  let readingSince = performance.now();
  let readingTook: string | undefined;
  const show = (status: Status): void => {
    const isReading = status.state === "indexing";
    if (isReading && !wasReading) readingSince = performance.now();
    if (!isReading && wasReading) {
      readingTook = ((performance.now() - readingSince) / 1000).toFixed(1);
    }
    wasReading = isReading;
    item.busy = isReading;
    const broken = status.projects.find(({ state }) => state === "broken");
    item.severity =
      broken === undefined
        ? vscode.LanguageStatusSeverity.Information
        : vscode.LanguageStatusSeverity.Error;
    item.text = isReading ? vscode.l10n.t("Halyard is indexing") : countsOf(status, view);
    item.detail = plain(broken?.problem ?? (isReading ? "" : timeOf(status, readingTook)));
    setContext("halyard.ready", !isReading);
    setContext(
      "halyard.hasRegistry",
      status.projects.some(({ registries }) => registries.length > 0),
    );
  };
  return vscode.Disposable.from(
    item,
    session.onStatus(show),
    view.onDidChangeTreeData(() => {
      if (session.status !== undefined) show(session.status);
    }),
    session.onDidChangeRunning((running) => {
      setContext("halyard.ready", running && session.status?.state === "ready");
      if (running) return;
      // A server that comes back reads again.
      wasReading = true;
      item.busy = false;
      readingSince = performance.now();
      item.text = vscode.l10n.t("Halyard has stopped");
      item.detail = "";
      item.severity = vscode.LanguageStatusSeverity.Warning;
    }),
  );
}

function countsOf({ projects }: Status, view: FlagsView): string {
  const flags = projects.reduce((sum, project) => sum + project.flags, 0);
  const removable = view.flags.filter((flag) => flag.removable).length;
  return vscode.l10n.t("{0} flags, {1} to remove", flags, removable);
}

/** How long reading took, in seconds, and the day that flags are judged at. */
function timeOf({ now }: Status, seconds: string | undefined): string {
  const day = now.slice(0, 10);
  return seconds === undefined
    ? vscode.l10n.t("as of {0}", day)
    : vscode.l10n.t("read in {0} s, as of {1}", seconds, day);
}

function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand("setContext", key, value);
}
