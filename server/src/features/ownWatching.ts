import { existsSync, watch, type FSWatcher } from "node:fs";
import { join } from "node:path";
import type { Feature, Server } from "../connection/server.js";
import type { Project } from "../workspaces/project.js";

/** Programs write a file in several steps; one reading after the last of them is enough. */
const settleTime = 100;

/**
 * For editors that watch no files for servers: watches the few files that everything hangs on, which are the
 * configuration, the registries and git's HEAD. Sources are followed as documents, and read again at every switch.
 */
export const ownWatchingFeature: Feature = {
  name: "own watching",
  listen(server) {
    if (server.client.registersWatchers) return;
    const watching = new Map<Project, OwnWatch>();
    server.onChange((project) => {
      for (const [known, own] of watching) {
        if (server.workspaces.projects.includes(known)) continue;
        own.close();
        watching.delete(known);
      }
      const own = watching.get(project) ?? new OwnWatch(server, project);
      watching.set(project, own);
      own.follow(filesOf(project));
    });
  },
};

function filesOf(project: Project): readonly string[] {
  const { current } = project;
  const named =
    current === undefined
      ? []
      : [
          current.analysis.config.path ?? "halyard.config.json",
          ...current.analysis.registries.map(({ path }) => path),
        ];
  return [...named, ".git/HEAD"].filter((path) => existsSync(join(project.root, path)));
}

/** The watched files of one project. */
class OwnWatch {
  readonly #server: Server;
  readonly #project: Project;
  readonly #watchers = new Map<string, FSWatcher>();
  #timer: NodeJS.Timeout | undefined;

  constructor(server: Server, project: Project) {
    this.#server = server;
    this.#project = project;
  }

  follow(paths: readonly string[]): void {
    for (const [path, watcher] of this.#watchers) {
      if (paths.includes(path)) continue;
      watcher.close();
      this.#watchers.delete(path);
    }
    for (const path of paths) if (!this.#watchers.has(path)) this.#watch(path);
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #watch(path: string): void {
    try {
      const watcher = watch(join(this.#project.root, path), { persistent: false }, (event) => {
        // A file that was replaced is another file from now on.
        if (event === "rename") {
          watcher.close();
          this.#watchers.delete(path);
        }
        this.#changedSoon(path);
      });
      watcher.on("error", () => {
        this.#watchers.delete(path);
      });
      this.#watchers.set(path, watcher);
    } catch (error) {
      this.#server.log.warn(`${path} cannot be watched: ${String(error)}`);
    }
  }

  #changedSoon(path: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // After a switch any file may be another one; the cache knows which.
      if (path.endsWith("HEAD")) this.#project.reopen();
      else this.#server.workspaces.filesChanged([this.#project.uriOf(path)]);
    }, settleTime);
  }
}
