import type { StoreItem } from "halyard-language-server/protocol/stores";
import * as vscode from "vscode";
import { plain } from "../text/plain.js";
import { connectStore } from "./connectStore.js";
import { runStoreTool, type StoreTool } from "./storeTool.js";
import { tokensOf } from "./variables.js";

/** Reads one store into the state file, as `halyard sync` does; verdicts follow it. True when it was read. */
export async function syncStore(tool: StoreTool, store: StoreItem): Promise<boolean> {
  if (!(await isReady(tool, store))) return false;
  const answer = await runStoreTool(tool, {
    project: store.project,
    stores: [store],
    title: vscode.l10n.t("Reading {0}", plain(store.name)),
    args: ["sync", `--store=${store.name}`],
  });
  if (answer === undefined) return false;
  if (answer.code === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Rollouts are up to date. {0}", plain(answer.stdout)),
    );
    return true;
  }
  const connect = vscode.l10n.t("Connect…");
  const showLog = vscode.l10n.t("Show Log");
  const picked = await vscode.window.showErrorMessage(plain(answer.stderr), connect, showLog);
  if (picked === showLog) tool.log.show();
  return picked === connect && (await connectStore(store, tool.tokens)) && syncStore(tool, store);
}

/** Whether there is a token to ask with: one that was given here, or one that the editor was started with. */
async function isReady(tool: StoreTool, store: StoreItem): Promise<boolean> {
  const known = { ...process.env, ...(await tool.tokens.variablesFor(store)) };
  if (tokensOf(store).some(({ name }) => (known[name] ?? "") !== "")) return true;
  return connectStore(store, tool.tokens);
}
