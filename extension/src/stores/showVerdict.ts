import * as vscode from "vscode";
import { plain } from "../text/plain.js";
import { reveal } from "../views/openAt.js";
import type { ArchiveCheck, ArchiveVerdict, Standing } from "./archiveVerdict.js";

interface CheckPick extends vscode.QuickPickItem {
  readonly check?: ArchiveCheck;
  readonly goOn?: boolean;
}

const icons: Readonly<Record<Standing, string>> = {
  safe: "pass",
  caution: "warning",
  blocked: "error",
};

/** Shows what speaks for and against archiving; true when the person goes on, which a blocked flag does not allow. */
export async function showVerdict(
  key: string,
  root: vscode.Uri,
  { standing, checks }: ArchiveVerdict,
): Promise<boolean> {
  const goOn: Readonly<Record<Standing, readonly CheckPick[]>> = {
    safe: [{ label: `$(archive) ${vscode.l10n.t("Archive {0}…", key)}`, goOn: true }],
    caution: [
      { label: `$(warning) ${vscode.l10n.t("Archive {0} all the same…", key)}`, goOn: true },
    ],
    blocked: [],
  };
  const titles: Readonly<Record<Standing, string>> = {
    safe: vscode.l10n.t("Nobody would miss {0}", key),
    caution: vscode.l10n.t("Someone may miss {0}", key),
    blocked: vscode.l10n.t("{0} cannot be archived yet", key),
  };
  const worstFirst = (["blocked", "caution", "safe"] as const).flatMap((one) =>
    checks.filter((check) => check.standing === one),
  );
  const picked = await vscode.window.showQuickPick<CheckPick>(
    [...goOn[standing], ...worstFirst.map(pickOf)],
    {
      title: titles[standing],
      placeHolder: vscode.l10n.t("Choose a reason to see its place"),
      ignoreFocusOut: true,
    },
  );
  const check = picked?.check;
  // A list cuts what is long; whoever chooses a line reads all of it.
  if (check !== undefined) void vscode.window.showInformationMessage(plain(check.message));
  const place = check?.place;
  if (place !== undefined) {
    const start = { line: place.line - 1, character: 0 };
    const uri = vscode.Uri.joinPath(root, place.path).toString();
    await reveal({ uri, range: { start, end: start } });
  }
  return picked?.goOn === true;
}

function pickOf(check: ArchiveCheck): CheckPick {
  const { id, standing, message } = check;
  return { label: `$(${icons[standing]}) ${plain(id)}`, detail: plain(message), check };
}
