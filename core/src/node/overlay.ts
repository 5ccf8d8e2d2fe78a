import type { FileChange } from "../text/change.js";
import type { FileSystem } from "../vfs/fileSystem.js";
import type { ReadableWorkspace } from "./workspace.js";

/** The files of a workspace as a row of changes would leave them; nothing is written. */
export class Overlay {
  readonly #workspace: ReadableWorkspace;
  /** Null for a deleted file. */
  readonly #texts = new Map<string, string | null>();

  constructor(workspace: ReadableWorkspace) {
    this.#workspace = workspace;
  }

  /** Whether anything was changed so far. */
  get isEmpty(): boolean {
    return this.#texts.size === 0;
  }

  /** Takes a change in; its `oldText` is what the changes before it left. */
  apply(changes: readonly FileChange[]): void {
    for (const { path, kind, newText } of changes)
      this.#texts.set(path, kind === "delete" ? null : newText);
  }

  textOf(path: string): string | undefined {
    const changed = this.#texts.get(path);
    return changed === undefined ? this.#workspace.textOf(path) : (changed ?? undefined);
  }

  listFiles(): readonly string[] {
    return this.#workspace.listFiles().filter((path) => this.#texts.get(path) !== null);
  }

  /** Paths with another text than the workspace's, deleted ones left out. */
  get changedPaths(): readonly string[] {
    return [...this.#texts].filter(([, text]) => text !== null).map(([path]) => path);
  }

  /** The same files, for whoever resolves modules. */
  fileSystem(): FileSystem {
    const files = this.listFiles();
    return {
      listFiles: () => files,
      readFile: (path) => {
        const text = this.textOf(path);
        return text === undefined ? { kind: "missing" } : { kind: "text", text };
      },
    };
  }
}
