import {
  LSPErrorCodes,
  PrepareRenameRequest,
  RenameRequest,
  ResponseError,
  type Range,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { renameFlag } from "@halyard/core";
import type { Feature } from "../connection/server.js";
import { workspaceEditOf } from "../edits/workspaceEdit.js";
import { keyAt, unquoted } from "../flags/flagAt.js";

/** Renames a flag's key in code, tests and registry; the store's key is noted where the registry names a store. */
export const renameFeature: Feature = {
  name: "rename",
  capabilities: ({ prepareRename }) => ({
    renameProvider: prepareRename ? { prepareProvider: true } : true,
  }),
  listen({ requests, client }) {
    requests.onDocument(
      PrepareRenameRequest.type,
      null,
      ({ position }, view): { range: Range; placeholder: string } | null => {
        const { snapshot, path } = view;
        const found = keyAt(view, snapshot.offsetAt(path, position));
        if (found === undefined) return null;
        const { start, end } = found.span;
        const written = snapshot.textOf(path)?.slice(start, end) ?? "";
        const edge = unquoted(written) === written ? 0 : 1;
        const span = { start: start + edge, end: end - edge };
        return { range: snapshot.rangeOf(path, span), placeholder: found.flagKey };
      },
    );
    requests.onDocument(
      RenameRequest.type,
      null,
      ({ position, newName }, view): WorkspaceEdit | null => {
        const { snapshot, path } = view;
        const found = keyAt(view, snapshot.offsetAt(path, position));
        if (found === undefined) return null;
        const renamed = renameFlag({ flagKey: found.flagKey, path, newKey: newName }, snapshot);
        if (!renamed.ok) throw new ResponseError(LSPErrorCodes.RequestFailed, renamed.reason);
        const result = workspaceEditOf(snapshot, renamed.changes, client);
        if (!result.ok) throw new ResponseError(LSPErrorCodes.RequestFailed, result.reason);
        return result.edit;
      },
    );
  },
};
