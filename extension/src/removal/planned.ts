import * as vscode from "vscode";
import type { Requests } from "../server/protocol.js";
import type { ServerSession } from "../server/session.js";
import { plain } from "../text/plain.js";

/** The requests that plan a change and may take a while. */
type Plans = "halyard/removal" | "halyard/retirement";

/** Plans with progress that can be cancelled; undefined where it was, or where the server failed and said so. */
export async function planned<Plan extends Plans>(
  session: ServerSession,
  plan: Plan,
  params: Requests[Plan]["params"],
  title: string,
): Promise<Requests[Plan]["answer"] | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (_progress, token) => {
    try {
      return await session.request(plan, params, token);
    } catch (error) {
      if (!token.isCancellationRequested) {
        const reason = plain(error instanceof Error ? error.message : String(error));
        void vscode.window.showErrorMessage(
          vscode.l10n.t("The change could not be planned: {0}", reason),
        );
      }
      return undefined;
    }
  });
}
