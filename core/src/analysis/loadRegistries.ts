import type { HalyardConfig } from "../config/model.js";
import { registryFormats } from "../registry/formats.js";
import { typescriptFormat } from "../syntax/declaredFlags.js";
import type { FileSystem } from "../vfs/fileSystem.js";
import { readRegistries } from "./readRegistries.js";
import type { LoadedRegistries } from "./readRegistries.js";

/**
 * Every registry that the configuration names, in every format that core knows.
 *
 * This module loads the TypeScript compiler for the `typescript` format; where no registry is written in TypeScript,
 * `readRegistries` with `registryFormats` does the same without it.
 */
export function loadRegistries(fileSystem: FileSystem, config: HalyardConfig): LoadedRegistries {
  return readRegistries(
    fileSystem,
    config,
    new Map([...registryFormats, ["typescript", typescriptFormat]]),
  );
}
