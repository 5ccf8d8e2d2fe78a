import * as posix from "node:path/posix";
import picomatch from "picomatch";
import type { FileSystem } from "../vfs/fileSystem.js";

/**
 * The files that a registry path of the configuration names: itself, or the workspace's files that match where it is
 * a glob. A path that leads out of the workspace stays as it is, so that the file system can refuse it.
 */
export function pathsNamed(
  written: string,
  directory: string,
  fileSystem: FileSystem,
): readonly string[] {
  const path = posix.isAbsolute(written) ? written : posix.join(directory, written);
  if (!isPattern(path, fileSystem)) return [path];
  const matches = picomatch(path);
  return fileSystem.listFiles().filter((file) => matches(file));
}

/** Whether a registry path is a glob: it has wildcards, and no file bears it as its name (`[id]/flags.json` may). */
export function isPattern(path: string, fileSystem: FileSystem): boolean {
  if (!picomatch.scan(path).isGlob) return false;
  const { kind } = fileSystem.readFile(path);
  return kind === "missing" || kind === "outside";
}
