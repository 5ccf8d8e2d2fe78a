import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type CodeAction,
} from "vscode-languageserver/node";
import { resolveFix } from "@halyard/core";
import { neverCancelled } from "../connection/requests.js";
import type { Server } from "../connection/server.js";
import { removalEditOf } from "../edits/removalEdit.js";
import { workspaceEditOf, type EditResult } from "../edits/workspaceEdit.js";
import type { DocumentView } from "../workspaces/snapshot.js";
import { readActionData, type ActionData } from "./actionData.js";
import { safeChange } from "./fixAllAction.js";

/**
 * The action with its edit, made from its data and the texts as they are now. Throws a `RequestFailed` with the reason
 * where the edit cannot be made, which editors show.
 */
export async function resolveAction(
  server: Server,
  action: CodeAction,
  token: CancellationToken = neverCancelled(),
): Promise<CodeAction> {
  if (action.edit !== undefined || action.disabled !== undefined) return action;
  const data = readActionData(action.data);
  if (data === undefined) return action;
  const view = await server.workspaces.viewOf(data.uri);
  if (view === undefined) throw failed("The document is no longer part of a workspace.");
  const result = await editFor(server, data, view, token);
  if (!result.ok) throw failed(result.reason);
  return { ...action, edit: result.edit };
}

async function editFor(
  server: Server,
  data: ActionData,
  view: DocumentView,
  token: CancellationToken,
): Promise<EditResult> {
  const { snapshot } = view;
  const { client } = server;
  switch (data.kind) {
    case "fix": {
      const result = resolveFix(data.fixId, data.fix, snapshot);
      return result.ok ? workspaceEditOf(snapshot, result.changes, client) : result;
    }
    case "fix-all": {
      const change = safeChange(view);
      return change === undefined
        ? { ok: false, reason: "Nothing is left to fix." }
        : workspaceEditOf(snapshot, [change], client);
    }
    case "removal": {
      const plan = await server.removals.plan(snapshot, { flagKey: data.flagKey }, token);
      // The plan may have taken a while: the texts that count are those of now.
      const now = (await server.workspaces.viewOf(data.uri))?.snapshot ?? snapshot;
      return removalEditOf(now, plan, client);
    }
  }
}

function failed(reason: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, reason);
}
