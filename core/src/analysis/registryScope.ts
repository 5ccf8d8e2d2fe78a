import * as posix from "node:path/posix";
import type { HalyardConfig, RegistrySource } from "../config/model.js";
import type { RegistryFile } from "../registry/format.js";
import type { FileSystem } from "../vfs/fileSystem.js";
import { isPattern } from "./registryPaths.js";

/**
 * The directory for which a registry answers, relative to the workspace root.
 *
 * The configuration's `scope` decides. Without it, a registry of several files, or the only one there is, answers for
 * the configuration's whole directory; one of many answers for the package that it lies in: the nearest directory
 * above it with a `package.json`.
 */
export function scopeOf(
  source: RegistrySource,
  files: readonly [RegistryFile, ...RegistryFile[]],
  config: HalyardConfig,
  fileSystem: FileSystem,
): string {
  if (source.scope !== undefined) return tidy(posix.join(config.directory, source.scope));
  const isOnly =
    config.registry.length === 1 &&
    source.path.length === 1 &&
    !source.path.some((path) => isPattern(posix.join(config.directory, path), fileSystem));
  const home = tidy(config.directory);
  if (files.length > 1 || isOnly) return home;
  const manifests = new Set(
    fileSystem.listFiles().filter((path) => /(?:^|\/)package\.json$/.test(path)),
  );
  let directory = tidy(posix.dirname(files[0].path));
  while (directory !== home && directory !== "") {
    if (manifests.has(`${directory}/package.json`)) return directory;
    directory = tidy(posix.dirname(directory));
  }
  return home;
}

function tidy(directory: string): string {
  return directory === "." || directory === "/" ? "" : directory.replace(/\/$/, "");
}
