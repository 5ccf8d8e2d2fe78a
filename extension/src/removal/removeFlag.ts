import type { RemovalParams } from "halyard-language-server/protocol/removal";
import * as vscode from "vscode";
import type { ServerSession } from "../server/session.js";
import { plain } from "../text/plain.js";
import type { FlagsView } from "../views/flagsView.js";
import { offerNextSteps } from "./afterwards.js";
import { applyEdit } from "./applyEdit.js";
import { pickFlag } from "./pickFlag.js";
import { planned } from "./planned.js";
import { showNotes, showRefusals } from "./remarks.js";

/** The commands that take flags out of the code: one of them, or all that are rolled out, one by one. */
export function registerRemoval(session: ServerSession, view: FlagsView): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand("halyard.removeFlag", async (given?: unknown) => {
      const params = paramsOf(given) ?? (await pickedParams(session));
      if (params !== undefined && (await removeFlag(session, params))) await view.reload();
    }),
    vscode.commands.registerCommand("halyard.removeRolledOut", async () => {
      await removeRolledOut(session);
      await view.reload();
    }),
  );
}

/** Plans, shows and applies one removal. True when it was applied. */
export async function removeFlag(session: ServerSession, params: RemovalParams): Promise<boolean> {
  const planning = vscode.l10n.t("Planning the removal of {0}", plain(params.flagKey));
  const preview = await planned(session, "halyard/removal", params, planning);
  if (preview === undefined) return false;
  if (preview.refusals.length > 0) {
    const refused = vscode.l10n.t("{0} cannot be removed yet", plain(preview.flagKey));
    const allow = await showRefusals(refused, preview.refusals);
    return allow === undefined ? false : removeFlag(session, { ...params, allow });
  }
  const title = vscode.l10n.t("Removing {0}: worth a look", plain(preview.flagKey));
  if (!(await showNotes(title, preview.notes))) return false;
  if (preview.edit === null) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("There is nothing left of {0} to remove.", plain(preview.flagKey)),
    );
    return false;
  }
  const files = preview.files.map(({ uri, kind, newText }) => ({
    uri,
    text: kind === "delete" ? null : newText,
  }));
  if (!(await applyEdit(session, preview.edit, files))) return false;
  // Nobody has to answer for the command to be done.
  void offerNextSteps(preview);
  return true;
}

async function removeRolledOut(session: ServerSession): Promise<void> {
  const { flags } = await session.request("halyard/flags", {});
  const removable = flags.filter((flag) => flag.removable);
  if (removable.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("No flag can be removed now."));
    return;
  }
  const preview = vscode.l10n.t("Preview");
  const skip = vscode.l10n.t("Skip");
  for (const [index, flag] of removable.entries()) {
    const message = vscode.l10n.t(
      "Remove {0}? ({1} of {2})",
      plain(flag.key),
      index + 1,
      removable.length,
    );
    const picked = await vscode.window.showInformationMessage(
      message,
      { modal: true, detail: plain(flag.reason) },
      preview,
      skip,
    );
    if (picked === undefined) return;
    if (picked === preview) await removeFlag(session, { flagKey: flag.key, uri: flag.project });
  }
}

async function pickedParams(session: ServerSession): Promise<RemovalParams | undefined> {
  const { flags } = await session.request("halyard/flags", {});
  const flag = await pickFlag(flags, {
    isLikely: ({ removable }) => removable,
    likely: vscode.l10n.t("Can be removed now"),
    question: vscode.l10n.t("The flag to remove from the code"),
  });
  return flag && { flagKey: flag.key, uri: flag.project };
}

/** What the command was called with: parameters of a code lens, an item of the tree, or anything at all. */
function paramsOf(given: unknown): RemovalParams | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  if ("flagKey" in given && typeof given.flagKey === "string") {
    const { flagKey } = given;
    return "uri" in given && typeof given.uri === "string"
      ? { flagKey, uri: given.uri }
      : { flagKey };
  }
  if ("flag" in given && typeof given.flag === "object" && given.flag !== null) {
    const { flag } = given;
    const key = "key" in flag && typeof flag.key === "string" ? flag.key : undefined;
    const uri = "project" in flag && typeof flag.project === "string" ? flag.project : undefined;
    return key === undefined ? undefined : { flagKey: key, ...(uri !== undefined && { uri }) };
  }
  return undefined;
}
