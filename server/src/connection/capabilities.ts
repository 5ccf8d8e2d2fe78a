import { TextDocumentSyncKind, type ServerCapabilities } from "vscode-languageserver/node";
import type { PositionEncoding } from "../text/encoding.js";
import type { Client } from "./client.js";
import type { Feature } from "./server.js";

/** What the server tells the editor that it can do: the sum of what its features say. */
export function capabilitiesOf(
  features: readonly Feature[],
  client: Client,
  encoding: PositionEncoding,
): ServerCapabilities {
  const own: ServerCapabilities = {
    positionEncoding: encoding,
    textDocumentSync: {
      openClose: true,
      change: TextDocumentSyncKind.Incremental,
      save: false,
    },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
  return features.reduce<ServerCapabilities>((sum, feature) => {
    const added = feature.capabilities?.(client) ?? {};
    return { ...sum, ...added, workspace: { ...sum.workspace, ...added.workspace } };
  }, own);
}
