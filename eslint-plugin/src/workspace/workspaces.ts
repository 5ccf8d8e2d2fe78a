import { getEnvironmentData, isMainThread, setEnvironmentData } from "node:worker_threads";
import type { WorkspaceRequest } from "../service/protocol.js";
import { ServiceThread } from "./serviceThread.js";
import { LintedWorkspace, type SharedRun, type Surroundings } from "./lintedWorkspace.js";

/** Under this name a thread leaves its snapshots for the threads that it starts (`--concurrency`). */
const environmentKey = "eslint-plugin-halyard";

/** The workspaces that one thread of ESLint has to do with: one, unless settings differ from file to file. */
export class Workspaces {
  readonly #opened = new Map<string, LintedWorkspace>();
  #thread: ServiceThread | undefined;
  readonly #surroundings: Surroundings;

  /** `clock` gives milliseconds since some moment. */
  constructor(clock = () => performance.now()) {
    this.#surroundings = { service: () => (this.#thread ??= new ServiceThread()), clock };
  }

  /** The workspace of a request: remembered, handed on by the thread that started this one, or opened now. */
  at(request: WorkspaceRequest): LintedWorkspace {
    const key = JSON.stringify(request);
    let workspace = this.#opened.get(key);
    if (workspace === undefined) {
      workspace = new LintedWorkspace(request, this.#surroundings, inheritedRuns().get(key));
      this.#opened.set(key, workspace);
      this.#handOn();
    }
    return workspace;
  }

  /** The same, looked at again after a pause; for a file that is linted now. */
  forFile(request: WorkspaceRequest): LintedWorkspace {
    const workspace = this.at(request);
    if (workspace.lookAgainAfterPause()) this.#handOn();
    return workspace;
  }

  #handOn(): void {
    const runs = new Map([...this.#opened].map(([key, { run }]) => [key, run]));
    setEnvironmentData(environmentKey, runs);
  }
}

/** What the parent thread knew when it started this one; nothing in the main thread, which is where a run begins. */
function inheritedRuns(): ReadonlyMap<string, SharedRun> {
  const data: unknown = isMainThread ? undefined : getEnvironmentData(environmentKey);
  return data instanceof Map ? (data as ReadonlyMap<string, SharedRun>) : new Map();
}
