import type { FlagItem } from "halyard-language-server/protocol/flags";
import type { StoreItem } from "halyard-language-server/protocol/stores";
import * as vscode from "vscode";
import { pickFlag } from "../removal/pickFlag.js";
import type { ServerSession } from "../server/session.js";
import { plain } from "../text/plain.js";
import type { FlagsView } from "../views/flagsView.js";
import type { FlagNode } from "../views/nodes.js";
import { archiveFlag } from "./archiveFlag.js";
import { connectStore } from "./connectStore.js";
import { StoreTokens } from "./storeTokens.js";
import type { StoreTool } from "./storeTool.js";
import { syncStore } from "./syncStore.js";

/**
 * The commands that talk to flag stores, by the bundled command line. They need a trusted workspace on this machine:
 * it names the stores, and its files say which address a token goes to.
 */
export function registerStoreCommands(
  context: vscode.ExtensionContext,
  session: ServerSession,
  view: FlagsView,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const tool: StoreTool = { context, log, tokens: new StoreTokens(context) };
  const { tokens } = tool;
  const onTrust = (id: string, run: (given?: FlagNode) => Promise<void>) =>
    vscode.commands.registerCommand(id, (given?: FlagNode) =>
      vscode.workspace.isTrusted ? run(given) : undefined,
    );
  return vscode.Disposable.from(
    onTrust("halyard.connectStore", async () => {
      const store = await pickStore(session);
      if (store === undefined || !(await connectStore(store, tokens))) return;
      const sync = vscode.l10n.t("Sync Now");
      const message = vscode.l10n.t("{0} is connected.", plain(store.name));
      const picked = await vscode.window.showInformationMessage(message, sync);
      if (picked === sync && (await syncStore(tool, store))) await view.reload();
    }),
    onTrust("halyard.syncStore", async () => {
      const store = await pickStore(session);
      if (store !== undefined && (await syncStore(tool, store))) await view.reload();
    }),
    onTrust("halyard.archiveFlag", async (node) => {
      const flag = node?.kind === "flag" ? node.flag : await pickUnused(view.flags);
      if (flag === undefined) return;
      const { stores } = await session.request("halyard/stores", { uri: flag.project });
      if (await archiveFlag(tool, flag, stores)) await view.reload();
    }),
    onTrust("halyard.forgetToken", async () => {
      const store = await pickStore(session, (one) => tokens.isConnected(one));
      if (store === undefined) return;
      await tokens.forget(store);
      const message = vscode.l10n.t("The tokens of {0} are forgotten.", plain(store.name));
      void vscode.window.showInformationMessage(message);
    }),
  );
}

function pickUnused(flags: readonly FlagItem[]): Promise<FlagItem | undefined> {
  return pickFlag(flags, {
    isLikely: ({ nextStep }) => nextStep.action === "archive",
    likely: vscode.l10n.t("No code refers to it"),
    question: vscode.l10n.t("The flag to archive in its store"),
  });
}

/** The only store, or the one that the person picks; says so where there is none. */
async function pickStore(
  session: ServerSession,
  isMeant: (store: StoreItem) => boolean = () => true,
): Promise<StoreItem | undefined> {
  const { stores } = await session.request("halyard/stores", {});
  const meant = stores.filter(isMeant);
  if (meant.length === 0) {
    const message =
      stores.length === 0
        ? vscode.l10n.t("No store is named. Write one under `stores` in the configuration.")
        : vscode.l10n.t("No store is connected.");
    void vscode.window.showInformationMessage(message);
  }
  if (meant.length < 2) return meant[0];
  const picked = await vscode.window.showQuickPick(
    meant.map((store) => ({
      label: plain(store.name),
      description: plain(store.type),
      detail: plain(vscode.workspace.asRelativePath(vscode.Uri.parse(store.project, true))),
      store,
    })),
    { placeHolder: vscode.l10n.t("The flag store") },
  );
  return picked?.store;
}
