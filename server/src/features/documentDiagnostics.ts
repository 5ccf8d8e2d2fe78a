import {
  DocumentDiagnosticReportKind,
  DocumentDiagnosticRequest,
  type DocumentDiagnosticReport,
} from "vscode-languageserver/node";
import { invalidParams } from "../connection/requests.js";
import type { Feature } from "../connection/server.js";
import {
  fileDiagnostics,
  resultIdOf,
  unsavedDiagnostics,
} from "../diagnostics/projectDiagnostics.js";

/** Diagnostics of one document, when the editor asks for them. */
export const documentDiagnosticsFeature: Feature = {
  name: "document diagnostics",
  capabilities: (client) =>
    client.pullsDiagnostics
      ? {
          diagnosticProvider: {
            identifier: "halyard",
            interFileDependencies: true,
            workspaceDiagnostics: true,
          },
        }
      : {},
  listen(server) {
    const { requests, workspaces, settings, client } = server;
    requests.on(
      DocumentDiagnosticRequest.type,
      async ({ textDocument, previousResultId }): Promise<DocumentDiagnosticReport> => {
        if (typeof (textDocument as { uri?: unknown } | undefined)?.uri !== "string") {
          throw invalidParams(DocumentDiagnosticRequest.method);
        }
        const { uri } = textDocument;
        const { enable } = await settings.of(uri);
        // An editor that can be told to ask again gets what is known first.
        const placed = client.refreshesDiagnostics
          ? await workspaces.readablePlaceOf(uri)
          : await workspaces.settledPlaceOf(uri);
        if (!enable) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
        const items =
          placed === undefined
            ? await unsavedDiagnostics(server, uri)
            : fileDiagnostics(server, placed.project, placed.path).items;
        const resultId = resultIdOf(items);
        return resultId === previousResultId
          ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
          : { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...items] };
      },
    );
  },
};
