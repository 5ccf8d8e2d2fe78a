import {
  CodeLensRefreshRequest,
  DiagnosticRefreshRequest,
  InlayHintRefreshRequest,
} from "vscode-languageserver/node";
import type { Feature } from "../connection/server.js";

/** Changes that come close together (a branch switch, a registry being typed) make one refresh. */
const refreshDelay = 100;

/** Asks the editor to ask again, after a change that is not an edit of the document it looks at. */
export const refreshFeature: Feature = {
  name: "refresh",
  listen(server) {
    const { client, connection } = server;
    const kinds = [
      ...(client.refreshesDiagnostics && client.pullsDiagnostics ? [DiagnosticRefreshRequest] : []),
      ...(client.refreshesCodeLenses ? [CodeLensRefreshRequest] : []),
      ...(client.refreshesInlayHints ? [InlayHintRefreshRequest] : []),
    ];
    let timer: NodeJS.Timeout | undefined;
    const refresh = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        for (const { method } of kinds) {
          connection.sendRequest(method).catch((error: unknown) => {
            server.log.trace(`${method} was not answered`, String(error));
          });
        }
      }, refreshDelay);
    };
    server.onChange((_project, kind) => {
      if (kind !== "document") refresh();
    });
    server.onSettings(refresh);
  },
};
