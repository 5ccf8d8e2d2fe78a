import {
  CodeActionKind,
  CodeActionRequest,
  CodeActionResolveRequest,
  type CodeActionContext,
} from "vscode-languageserver/node";
import type { Feature } from "../connection/server.js";
import { fixAllAction, fixAllKind } from "../actions/fixAllAction.js";
import { fixActions } from "../actions/fixActions.js";
import { removalActions } from "../actions/removalActions.js";
import { resolveAction } from "../actions/resolveAction.js";

/** What can be done about the findings and flags of a range; the edits are made when one is chosen. */
export const codeActionsFeature: Feature = {
  name: "code actions",
  capabilities: (client) => ({
    codeActionProvider: client.codeActionLiterals
      ? {
          codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, fixAllKind],
          resolveProvider: true,
        }
      : true,
  }),
  listen(server) {
    const { requests, client, settings } = server;
    requests.onDocument(CodeActionRequest.type, [], async ({ range, context }, view) => {
      // Without literals an action is a command, and commands cannot carry edits that are made later.
      if (!client.codeActionLiterals) return [];
      const { enable } = await settings.of(view.uri);
      if (!enable) return [];
      const { snapshot, path } = view;
      const span = {
        start: snapshot.offsetAt(path, range.start),
        end: snapshot.offsetAt(path, range.end),
      };
      const fixes = wants(context, CodeActionKind.QuickFix);
      const removes = fixes || wants(context, CodeActionKind.RefactorRewrite);
      const actions = [
        // What ends a flag comes before what silences its finding.
        ...(removes ? removalActions(server, view, span, fixes) : []),
        ...(fixes ? fixActions(server, view, span) : []),
        ...(isAskedForByName(context) ? fixAllAction(view) : []),
      ];
      const kept = actions.filter(({ kind }) => kind === undefined || wants(context, kind));
      const shown = client.disabledActions
        ? kept
        : kept.filter(({ disabled }) => disabled === undefined);
      if (client.resolvesActionEdits) return shown;
      return Promise.all(shown.map((action) => resolveAction(server, action)));
    });
    requests.on(CodeActionResolveRequest.type, (action, token) =>
      resolveAction(server, action, token),
    );
  },
};

/** Whether the editor asked for actions of this kind, or of kinds that hold it. */
function wants({ only }: CodeActionContext, kind: string): boolean {
  return (
    only === undefined ||
    only.some((one) => one === "" || kind === one || kind.startsWith(`${one}.`))
  );
}

/** What changes a whole document comes only when it is asked for: on saving, or from a menu of its own. */
function isAskedForByName({ only }: CodeActionContext): boolean {
  return only?.some((one) => one === "source" || one.startsWith("source.fixAll")) === true;
}
