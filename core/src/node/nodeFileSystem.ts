import { readFileSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import type { Breathe } from "../index/indexInput.js";
import type { FileContent, FileSystem } from "../vfs/fileSystem.js";
import { listFiles, listFilesBreathing } from "./listFiles.js";

/** Registries and configuration files larger than this are refused. */
const maximumBytes = 10 * 1024 * 1024;

/** The file system below one directory; nothing outside of it is ever read, not even through a link. */
export class NodeFileSystem implements FileSystem {
  readonly #root: string;
  #files: readonly string[] | undefined;

  constructor(root: string) {
    this.#root = realpathSync.native(root);
  }

  readFile(path: string): FileContent {
    try {
      const real = realpathSync.native(join(this.#root, path));
      if (real !== this.#root && !real.startsWith(this.#root + sep)) return { kind: "outside" };
      const status = statSync(real);
      if (!status.isFile()) return { kind: "unreadable", reason: "it is not a file" };
      if (status.size > maximumBytes) {
        return { kind: "too-large", bytes: status.size, limit: maximumBytes };
      }
      const bytes = readFileSync(real);
      if (bytes.includes(0)) return { kind: "binary" };
      return { kind: "text", text: bytes.toString("utf8") };
    } catch (error) {
      return failureOf(error, path);
    }
  }

  /** Lists the files ahead, letting others through meanwhile. */
  async listAhead(breathe: Breathe): Promise<void> {
    this.#files ??= await listFilesBreathing(this.#root, breathe);
  }

  listFiles(): readonly string[] {
    this.#files ??= listFiles(this.#root);
    return this.#files;
  }
}

function failureOf(error: unknown, path: string): FileContent {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (path.split("/").includes("..")) return { kind: "outside" };
  if (code === "ENOENT" || code === "ENOTDIR") return { kind: "missing" };
  if (code === "ELOOP") return { kind: "unreadable", reason: "it is a link that leads to itself" };
  if (code === "EACCES" || code === "EPERM")
    return { kind: "unreadable", reason: "reading it is not allowed" };
  return {
    kind: "unreadable",
    reason: code === "" ? "it could not be read" : `it could not be read (${code})`,
  };
}
