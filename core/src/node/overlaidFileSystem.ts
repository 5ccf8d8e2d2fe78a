import type { FileContent, FileSystem } from "../vfs/fileSystem.js";
import type { NodeFileSystem } from "./nodeFileSystem.js";
import type { OpenTexts } from "./openTexts.js";

/** The disk with the open documents over it, those included that were never saved. */
export class OverlaidFileSystem implements FileSystem {
  readonly #disk: NodeFileSystem;
  readonly #open: OpenTexts;

  constructor(disk: NodeFileSystem, open: OpenTexts) {
    this.#disk = disk;
    this.#open = open;
  }

  readFile(path: string): FileContent {
    const text = this.#open.textOf(path);
    return text === undefined ? this.#disk.readFile(path) : { kind: "text", text };
  }

  listFiles(): readonly string[] {
    const listed = this.#disk.listFiles();
    const known = new Set(listed);
    const added = this.#open.paths.filter((path) => !known.has(path));
    return added.length === 0 ? listed : [...listed, ...added].sort();
  }
}
