import {
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
} from "vscode-languageserver/node";
import type { Feature } from "../connection/server.js";

/** Follows the documents that are open in the editor. */
export const documentSyncFeature: Feature = {
  name: "document sync",
  listen({ connection, documents, workspaces, log }) {
    const guarded =
      <P>(name: string, take: (params: P) => void) =>
      (params: P): void => {
        try {
          take(params);
        } catch (error) {
          log.error(`${name} could not be taken in`, error);
        }
      };
    connection.onNotification(
      DidOpenTextDocumentNotification.type,
      guarded("didOpen", (params) => {
        documents.open(params);
        workspaces.documentChanged(params.textDocument.uri);
      }),
    );
    connection.onNotification(
      DidChangeTextDocumentNotification.type,
      guarded("didChange", (params) => {
        const { kind, reason } = documents.change(params);
        if (reason !== undefined) log.warn(`A change was not taken in: ${reason}.`);
        if (kind !== "ignored") workspaces.documentChanged(params.textDocument.uri);
      }),
    );
    connection.onNotification(
      DidCloseTextDocumentNotification.type,
      guarded("didClose", (params) => {
        documents.close(params.textDocument.uri);
        workspaces.documentClosed(params.textDocument.uri);
      }),
    );
  },
};
