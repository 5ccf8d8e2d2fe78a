import { PublishDiagnosticsNotification } from "vscode-languageserver/node";
import type { Feature, Server } from "../connection/server.js";
import {
  fileDiagnostics,
  pathsWithDiagnostics,
  resultIdOf,
  unsavedDiagnostics,
  type FileDiagnostics,
} from "../diagnostics/projectDiagnostics.js";
import type { Project } from "../workspaces/project.js";
import { isUnsaved } from "../workspaces/unsaved.js";

/** Files that are not open are told this many milliseconds after the last edit: nobody looks at them meanwhile. */
const closedFilesDelay = 200;

/** Diagnostics without being asked, for editors that do not ask: open documents at once, the others soon after. */
export const pushedDiagnosticsFeature: Feature = {
  name: "pushed diagnostics",
  listen(server) {
    if (server.client.pullsDiagnostics) return;
    const publisher = new Publisher(server);
    server.onChange((project, kind) => {
      if (kind === "document") publisher.publishOpen(project);
      publisher.publishAllSoon(kind === "document" ? closedFilesDelay : 0);
    });
    server.onSettings(() => {
      publisher.publishAllSoon(0);
    });
  },
};

class Publisher {
  readonly #server: Server;
  /** What the editor was last told, by URI. */
  readonly #told = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(server: Server) {
    this.#server = server;
  }

  publishOpen(project: Project): void {
    const { documents, workspaces } = this.#server;
    for (const document of documents.all) {
      const placed = workspaces.placeOf(document.uri);
      if (placed?.project === project) this.#publish(project, placed.path);
      if (isUnsaved(document)) void this.#publishUnsaved(document.uri);
    }
  }

  /** Whatever is in the editor now is told, however long the judging took. */
  async #publishUnsaved(uri: string): Promise<void> {
    const version = this.#server.documents.get(uri)?.version;
    const items = await unsavedDiagnostics(this.#server, uri);
    if (version === undefined || this.#server.documents.get(uri)?.version !== version) return;
    this.#tell({ uri, version, items });
  }

  publishAllSoon(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      void this.#publishAll();
    }, delay);
  }

  async #publishAll(): Promise<void> {
    const gone = new Set(this.#told.keys());
    for (const document of this.#server.documents.all) {
      if (!isUnsaved(document)) continue;
      gone.delete(document.uri);
      void this.#publishUnsaved(document.uri);
    }
    for (const project of this.#server.workspaces.projects) {
      const { enable } = await this.#server.settings.of(project.uriOf(""));
      if (!enable) continue;
      for (const path of pathsWithDiagnostics(this.#server, project)) {
        gone.delete(this.#publish(project, path));
      }
    }
    for (const uri of gone) {
      this.#told.delete(uri);
      this.#send(uri, this.#server.documents.get(uri)?.version ?? null, []);
    }
  }

  #publish(project: Project, path: string): string {
    const report = fileDiagnostics(this.#server, project, path);
    this.#tell(report);
    return report.uri;
  }

  #tell({ uri, version, items }: FileDiagnostics): void {
    const told = `${String(version)} ${resultIdOf(items)}`;
    if (this.#told.get(uri) === told) return;
    this.#told.set(uri, told);
    this.#send(uri, version, items);
  }

  #send(
    uri: string,
    version: number | null,
    diagnostics: ReturnType<typeof fileDiagnostics>["items"],
  ): void {
    void this.#server.connection.sendNotification(PublishDiagnosticsNotification.type, {
      uri,
      ...(version !== null && { version }),
      diagnostics: [...diagnostics],
    });
  }
}
