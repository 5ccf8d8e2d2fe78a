import type { FlagItem } from "halyard-language-server/protocol/flags";
import type { StoreItem } from "halyard-language-server/protocol/stores";
import * as vscode from "vscode";
import { plain } from "../text/plain.js";
import { archiveVerdictFrom, type ArchiveVerdict } from "./archiveVerdict.js";
import { showVerdict } from "./showVerdict.js";
import { runStoreTool, type StoreTool } from "./storeTool.js";

/**
 * The last step of a flag's life, as `halyard archive` does it: reads the flag's store, asks the gate, shows every
 * check, and archives only after a person has confirmed. True when it was archived.
 */
export async function archiveFlag(
  tool: StoreTool,
  flag: FlagItem,
  stores: readonly StoreItem[],
): Promise<boolean> {
  const key = plain(flag.key);
  const deployed = await vscode.window.showInputBox({
    title: vscode.l10n.t("Archive {0} in the flag store", key),
    prompt: vscode.l10n.t(
      "Since when does production run without it? A commit or a day; leave it empty if you do not know",
    ),
    placeHolder: "2026-11-22",
    ignoreFocusOut: true,
  });
  if (deployed === undefined) return false;
  const since = deployed.trim() === "" ? [] : [`--deployed=${deployed.trim()}`];
  const run = (title: string, args: readonly string[]) =>
    runStoreTool(tool, { project: flag.project, stores, title, args });
  const asked = await run(vscode.l10n.t("Asking whether anyone would miss {0}", key), [
    "can-archive",
    "--sync",
    "--format=json",
    ...since,
    "--",
    flag.key,
  ]);
  if (asked === undefined) return false;
  const verdict = archiveVerdictFrom(asked.stdout);
  if (verdict === undefined) {
    void vscode.window.showErrorMessage(plain(asked.stderr));
    return false;
  }
  const overruled = await agreed(flag, verdict);
  if (overruled === undefined) return false;
  const archived = await run(vscode.l10n.t("Archiving {0}", key), [
    "archive",
    ...since,
    ...overruled,
    "--",
    flag.key,
  ]);
  if (archived === undefined) return false;
  if (archived.code === 0) void vscode.window.showInformationMessage(plain(archived.stderr));
  else void vscode.window.showErrorMessage(plain(archived.stderr));
  return archived.code === 0;
}

/** The person's yes, as further arguments; undefined for a no. What is only a caution needs a reason. */
async function agreed(
  { key, project }: FlagItem,
  verdict: ArchiveVerdict,
): Promise<readonly string[] | undefined> {
  if (!(await showVerdict(plain(key), vscode.Uri.parse(project, true), verdict))) return undefined;
  const cautions = verdict.checks.filter(({ standing }) => standing === "caution");
  const reason = cautions.length === 0 ? "" : await askReason(cautions.map(({ id }) => id));
  if (reason === undefined) return undefined;
  const archive = vscode.l10n.t("Archive");
  const picked = await vscode.window.showWarningMessage(
    vscode.l10n.t("Archive {0} in {1}?", plain(key), plain(verdict.store ?? "")),
    {
      modal: true,
      detail: vscode.l10n.t(
        "Whoever still asks for it gets their default value from then on. It can be brought back in the store.",
      ),
    },
    archive,
  );
  if (picked !== archive) return undefined;
  return reason === "" ? [] : [...cautions.map(({ id }) => `--allow=${id}`), `--reason=${reason}`];
}

async function askReason(checks: readonly string[]): Promise<string | undefined> {
  const reason = await vscode.window.showInputBox({
    prompt: vscode.l10n.t("Why is that fine ({0})? It is kept in the tombstone", checks.join(", ")),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === "" ? vscode.l10n.t("Whoever looks later wants to know why.") : undefined,
  });
  return reason?.trim();
}
