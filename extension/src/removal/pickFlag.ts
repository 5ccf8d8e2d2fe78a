import type { FlagItem } from "halyard-language-server/protocol/flags";
import * as vscode from "vscode";
import { plain } from "../text/plain.js";

interface FlagPick extends vscode.QuickPickItem {
  readonly flag?: FlagItem;
}

/** Lets the person choose a flag, those that can go now first; undefined where they choose none. */
export async function pickFlag(flags: readonly FlagItem[]): Promise<FlagItem | undefined> {
  const removable = flags.filter((flag) => flag.removable);
  const others = flags.filter((flag) => !flag.removable);
  const section = (label: string, members: readonly FlagItem[]): readonly FlagPick[] =>
    members.length === 0
      ? []
      : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...members.map(pickOf)];
  const picked = await vscode.window.showQuickPick(
    [
      ...section(vscode.l10n.t("Can be removed now"), removable),
      ...section(vscode.l10n.t("Others"), others),
    ],
    { placeHolder: vscode.l10n.t("The flag to remove from the code"), matchOnDescription: true },
  );
  return picked?.flag;
}

function pickOf(flag: FlagItem): FlagPick {
  return { label: plain(flag.key), description: plain(flag.nextStep.words), flag };
}
