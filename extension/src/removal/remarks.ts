import type { RemovalRemark } from "halyard-language-server/protocol/removal";
import * as vscode from "vscode";
import { plain } from "../text/plain.js";
import { reveal } from "../views/openAt.js";

interface RemarkPick extends vscode.QuickPickItem {
  readonly remark?: RemovalRemark;
  readonly goOn?: boolean;
}

/**
 * Shows why a removal is refused; choosing a reason opens its place. Where a person may overrule every reason, the
 * answer can be their codes.
 */
export async function showRefusals(
  title: string,
  refusals: readonly RemovalRemark[],
): Promise<readonly string[] | undefined> {
  const canAllow = refusals.every((refusal) => refusal.canAllow);
  const codes = [...new Set(refusals.map(({ code }) => code))];
  const overrule: RemarkPick = {
    label: `$(warning) ${vscode.l10n.t("Plan it all the same")}`,
    detail: vscode.l10n.t("You take over the proof for: {0}", codes.join(", ")),
    goOn: true,
  };
  const picked = await vscode.window.showQuickPick<RemarkPick>(
    [...refusals.map((refusal) => pickOf(refusal, "error")), ...(canAllow ? [overrule] : [])],
    {
      title,
      placeHolder: vscode.l10n.t("Choose a reason to see its place"),
      ignoreFocusOut: true,
    },
  );
  if (picked?.goOn === true) return codes;
  await openRemark(picked?.remark);
  return undefined;
}

/** Shows what a reviewer should look at before anything changes; true when the person goes on. */
export async function showNotes(title: string, notes: readonly RemovalRemark[]): Promise<boolean> {
  if (notes.length === 0) return true;
  const goOn: RemarkPick = {
    label: `$(arrow-right) ${vscode.l10n.t("Go on to the preview")}`,
    goOn: true,
  };
  const picked = await vscode.window.showQuickPick<RemarkPick>(
    [goOn, ...notes.map((note) => pickOf(note, "info"))],
    {
      title,
      placeHolder: vscode.l10n.t("Choose a note to see its place"),
      ignoreFocusOut: true,
    },
  );
  await openRemark(picked?.remark);
  return picked?.goOn === true;
}

function pickOf(remark: RemovalRemark, icon: string): RemarkPick {
  return { label: `$(${icon}) ${plain(remark.code)}`, detail: plain(remark.message), remark };
}

async function openRemark(remark: RemovalRemark | undefined): Promise<void> {
  if (remark === undefined) return;
  // A list cuts what is long; whoever chooses a line reads all of it.
  void vscode.window.showInformationMessage(plain(remark.message));
  if (remark.location !== null) await reveal(remark.location);
}
