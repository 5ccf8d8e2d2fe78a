import { dirname } from "node:path";
import { discoverConfig } from "@halyard/core/node";
import { isWithin, type Folder } from "./places.js";

/** A configuration by its usual names; `package.json` may be one too. */
export const configName = /(?:^|\/)halyard\.config\.(?:jsonc?|ya?ml)$/u;

/**
 * Which root a file belongs to: the nearest directory above it that has a configuration, else its repository's root;
 * in a folder for which the editor names a configuration, that configuration's root.
 */
export class Roots {
  #folders: readonly Folder[] = [];
  readonly #known = new Map<string, string | undefined>();

  get folders(): readonly Folder[] {
    return this.#folders;
  }

  setFolders(folders: readonly Folder[]): void {
    this.#folders = folders;
    this.forget();
  }

  /** A configuration may have come or gone. */
  forget(): void {
    this.#known.clear();
  }

  /** The folder that holds a real path, the innermost one of several. */
  folderOf(realPath: string): Folder | undefined {
    return this.#folders
      .filter((folder) => isWithin(realPath, folder.realPath))
      .sort((a, b) => b.realPath.length - a.realPath.length)[0];
  }

  /** The root for a file; a file outside of every folder has one only where a configuration claims it. */
  rootFor(realPath: string): string | undefined {
    const directory = dirname(realPath);
    if (this.#known.has(directory)) return this.#known.get(directory);
    const folder = this.folderOf(directory);
    const root =
      folder?.config === undefined ? this.#nearest(directory, folder) : this.rootOf(folder);
    this.#known.set(directory, root);
    return root;
  }

  /** The root that opens with a folder. */
  rootOf({ realPath, config }: Folder): string {
    return discoverConfig(realPath, config).root;
  }

  /** The configuration that the editor names for a root, if it names one. */
  configOf(root: string): string | undefined {
    return this.#folders.find(
      (folder) => folder.config !== undefined && this.rootOf(folder) === root,
    )?.config;
  }

  #nearest(directory: string, folder: Folder | undefined): string | undefined {
    const { root, configPath } = discoverConfig(directory);
    return configPath !== null || folder !== undefined ? root : undefined;
  }
}
