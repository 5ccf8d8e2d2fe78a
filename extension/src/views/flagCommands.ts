import * as vscode from "vscode";
import { plain } from "../text/plain.js";
import type { FlagsView } from "./flagsView.js";
import { groupings, type Grouping } from "./flagGroups.js";
import type { FlagNode } from "./nodes.js";
import { reveal } from "./openAt.js";

const groupCommands: Readonly<Record<Grouping, string>> = {
  nextStep: "halyard.groupByNextStep",
  owner: "halyard.groupByOwner",
  type: "halyard.groupByType",
  file: "halyard.groupByFile",
};

/** What the Flags view's buttons and menus do. */
export function registerFlagCommands(view: FlagsView): vscode.Disposable {
  const onFlag = (id: string, run: (node: Extract<FlagNode, { kind: "flag" }>) => unknown) =>
    vscode.commands.registerCommand(id, (node?: FlagNode) =>
      node?.kind === "flag" ? run(node) : undefined,
    );
  return vscode.Disposable.from(
    ...groupings.map((grouping) =>
      vscode.commands.registerCommand(groupCommands[grouping], () => {
        view.group(grouping);
      }),
    ),
    vscode.commands.registerCommand("halyard.filterFlags", async () => {
      const words = await vscode.window.showInputBox({
        prompt: vscode.l10n.t("Show flags whose key, owner, type or next step holds these words"),
      });
      if (words !== undefined) view.filter(words);
    }),
    vscode.commands.registerCommand("halyard.clearFilter", () => {
      view.filter("");
    }),
    onFlag("halyard.openRegistry", ({ flag }) => reveal(flag.definition)),
    onFlag("halyard.copyKey", async ({ flag }) => {
      await vscode.env.clipboard.writeText(flag.key);
      vscode.window.setStatusBarMessage(vscode.l10n.t("Copied {0}", plain(flag.key)), 3000);
    }),
    onFlag("halyard.findReferences", async ({ flag }) => {
      await reveal(flag.definition);
      await vscode.commands.executeCommand("references-view.findReferences");
    }),
  );
}
