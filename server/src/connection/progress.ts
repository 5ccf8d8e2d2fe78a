import type { WorkDoneProgressServerReporter } from "vscode-languageserver/node";
import type { Progress } from "@halyard/core/node";
import type { Project } from "../workspaces/project.js";
import type { Client } from "./client.js";
import type { Connection } from "vscode-languageserver/node";

const words: Readonly<Record<Progress["phase"], string>> = {
  list: "listing files",
  scan: "scanning files",
  parse: "reading files",
  link: "linking references",
};

/** Tells the editor how far the first reading of each project is, where the editor shows such things. */
export class OpeningProgress {
  readonly #connection: Connection;
  readonly #client: Client;
  readonly #reporters = new Map<Project, Promise<WorkDoneProgressServerReporter | undefined>>();

  constructor(connection: Connection, client: Client) {
    this.#connection = connection;
    this.#client = client;
  }

  show(project: Project, { phase, done, total }: Progress): void {
    if (!this.#client.workDoneProgress) return;
    const percentage = total === 0 ? 0 : Math.min(100, Math.round((100 * done) / total));
    void this.#reporterOf(project).then((reporter) => {
      reporter?.report(percentage, words[phase]);
    });
  }

  end(project: Project): void {
    const reporter = this.#reporters.get(project);
    this.#reporters.delete(project);
    void reporter?.then((one) => {
      one?.done();
    });
  }

  #reporterOf(project: Project): Promise<WorkDoneProgressServerReporter | undefined> {
    const known = this.#reporters.get(project);
    if (known !== undefined) return known;
    const created = this.#connection.window
      .createWorkDoneProgress()
      .then((reporter) => {
        reporter.begin("Halyard", 0, `reading ${project.root}`);
        return reporter;
      })
      // An editor may refuse; the work goes on unseen.
      .catch(() => undefined);
    this.#reporters.set(project, created);
    return created;
  }
}
