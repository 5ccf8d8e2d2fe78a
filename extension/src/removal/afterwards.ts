import type { RemovalPreview } from "halyard-language-server/protocol/removal";
import * as vscode from "vscode";
import { plain } from "../text/plain.js";

/** What comes after a removal: the text for its pull request, and what to do in the store, and when. */
export async function offerNextSteps({
  flagKey,
  files,
  pullRequest,
}: RemovalPreview): Promise<void> {
  const copy = vscode.l10n.t("Copy Pull-Request Text");
  const store = vscode.l10n.t("What About the Store?");
  const picked = await vscode.window.showInformationMessage(
    vscode.l10n.t("{0} is gone from {1} files.", plain(flagKey), files.length),
    copy,
    store,
  );
  if (picked === copy) {
    await vscode.env.clipboard.writeText(`${pullRequest.title}\n\n${pullRequest.body}`);
    vscode.window.setStatusBarMessage(vscode.l10n.t("Copied the pull-request text"), 3000);
  } else if (picked === store) {
    await vscode.window.showInformationMessage(vscode.l10n.t("The flag store comes last"), {
      modal: true,
      detail: vscode.l10n.t(
        "Merge and deploy this change first. Keep {0} in the store until no running version asks for it any more and the soak time of the registry is over; then archive it there. The command Archive Flag in Store… tells whether that is safe.",
        plain(flagKey),
      ),
    });
  }
}
