import type { FlagItem } from "halyard-language-server/protocol/flags";
import * as vscode from "vscode";
import { plain } from "../text/plain.js";
import { openAt } from "./openAt.js";

const icons: Readonly<Record<FlagItem["nextStep"]["action"], string>> = {
  remove: "trash",
  "extend-or-remove": "warning",
  archive: "archive",
  unblock: "error",
  wait: "watch",
  keep: "circle-outline",
};

/** A flag as an item of the tree, in one of its groups: its key, whose it is, how old it is, and what to do. */
export function flagTreeItem(flag: FlagItem, group: string): vscode.TreeItem {
  const item = new vscode.TreeItem(
    plain(flag.key),
    flag.files.length === 0
      ? vscode.TreeItemCollapsibleState.None
      : vscode.TreeItemCollapsibleState.Collapsed,
  );
  const age = flag.ageDays === null ? [] : [vscode.l10n.t("{0} days", flag.ageDays)];
  const parts = [
    plain(flag.nextStep.words),
    ...(flag.owner === null ? [] : [plain(flag.owner)]),
    ...age,
  ];
  // The editor wants every item's name once.
  item.id = `${group}\n${flag.id}`;
  item.description = parts.join(" · ");
  item.tooltip = tooltipOf(flag);
  item.iconPath = new vscode.ThemeIcon(icons[flag.nextStep.action]);
  item.contextValue = flag.removable ? "flag removable" : "flag";
  item.command = openAt(flag.definition);
  item.accessibilityInformation = { label: `${plain(flag.key)}, ${parts.join(", ")}` };
  return item;
}

/** Plain text: what stands in a registry is shown, never interpreted. */
function tooltipOf(flag: FlagItem): string {
  const lines = [
    plain(flag.key),
    ...(flag.description === null ? [] : [plain(flag.description)]),
    "",
    plain(flag.reason),
    ...flag.verdicts.map(({ environment, verdict }) => `${plain(environment)}: ${plain(verdict)}`),
    ...flag.blockers.map((blocker) => `– ${plain(blocker)}`),
    "",
    vscode.l10n.t(
      "{0} reads, {1} in tests, {2} mentions",
      flag.counts.reads,
      flag.counts.overrides,
      flag.counts.mentions,
    ),
  ];
  return lines.join("\n");
}
