import {
  DocumentDiagnosticReportKind,
  WorkspaceDiagnosticRequest,
  type CancellationToken,
  type PreviousResultId,
  type ProgressToken,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver/node";
import type { Project } from "../workspaces/project.js";
import { cancelled } from "../connection/requests.js";
import { isCancelled, type Feature, type Server } from "../connection/server.js";
import {
  fileDiagnostics,
  pathsWithDiagnostics,
  resultIdOf,
} from "../diagnostics/projectDiagnostics.js";

/** Files per piece of a streamed answer. */
const chunkSize = 200;

/** Diagnostics of every file, open or not, in pieces where the editor takes pieces. */
export const workspaceDiagnosticsFeature: Feature = {
  name: "workspace diagnostics",
  listen(server) {
    server.requests.on(WorkspaceDiagnosticRequest.type, async (params, token) => {
      const known = new Map(previousOf(params.previousResultIds));
      await server.workspaces.settled();
      const reports = new Chunks(server, params.partialResultToken);
      const projects = await enabledProjects(server);
      for (const project of projects) project.judge();
      for (const report of reportsOf(server, projects, known)) {
        if (reports.isFull && (await isCancelled(token))) throw cancelled();
        reports.add(report);
      }
      throwIfCancelled(token);
      return reports.rest();
    });
  },
};

/** A piece of the answer at a time, for an editor that gave a token; else all at once. */
class Chunks {
  readonly #server: Server;
  readonly #token: ProgressToken | undefined;
  #items: WorkspaceDocumentDiagnosticReport[] = [];

  constructor(server: Server, token: ProgressToken | undefined) {
    this.#server = server;
    this.#token = token;
  }

  get isFull(): boolean {
    return this.#items.length >= chunkSize;
  }

  add(item: WorkspaceDocumentDiagnosticReport): void {
    if (this.isFull && this.#token !== undefined) {
      void this.#server.connection.sendProgress(
        WorkspaceDiagnosticRequest.partialResult,
        this.#token,
        this.rest(),
      );
      this.#items = [];
    }
    this.#items.push(item);
  }

  rest(): WorkspaceDiagnosticReport {
    return { items: this.#items };
  }
}

/** Every file that has something to say, and every file that had something to say before. */
function* reportsOf(
  server: Server,
  projects: readonly Project[],
  known: Map<string, string>,
): Generator<WorkspaceDocumentDiagnosticReport> {
  for (const project of projects) {
    for (const path of pathsWithDiagnostics(server, project)) {
      const { uri, version, items } = fileDiagnostics(server, project, path);
      const resultId = resultIdOf(items);
      const isKnown = known.get(uri) === resultId;
      known.delete(uri);
      yield isKnown
        ? { kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId }
        : { kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items: [...items] };
    }
  }
  const none = resultIdOf([]);
  for (const [uri, resultId] of known) {
    const version = server.documents.get(uri)?.version ?? null;
    yield resultId === none
      ? { kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId }
      : { kind: DocumentDiagnosticReportKind.Full, uri, version, resultId: none, items: [] };
  }
}

async function enabledProjects({ workspaces, settings }: Server): Promise<readonly Project[]> {
  const projects = await Promise.all(
    workspaces.projects.map(async (project) => {
      const { enable } = await settings.of(project.uriOf(""));
      return enable ? [project] : [];
    }),
  );
  return projects.flat();
}

function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw cancelled();
}

function previousOf(ids: readonly PreviousResultId[] | undefined): [string, string][] {
  return (ids ?? []).map(({ uri, value }) => [uri, value]);
}
