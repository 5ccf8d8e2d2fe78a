import type { HalyardConfig } from "../config/model.js";
import type { RegistryFormat } from "../registry/format.js";
import { registryFormats } from "../registry/formats.js";
import { typescriptFormat } from "../syntax/declaredFlags.js";
import type { FileSystem } from "../vfs/fileSystem.js";
import { readRegistries } from "./readRegistries.js";
import type { LoadedRegistries } from "./readRegistries.js";

/**
 * Every registry that the configuration names, in every format that core knows and in the formats given.
 *
 * This module loads the TypeScript compiler for the `typescript` format; where no registry is written in TypeScript,
 * `readRegistries` with `registryFormats` does the same without it.
 */
export function loadRegistries(
  fileSystem: FileSystem,
  config: HalyardConfig,
  formats: ReadonlyMap<string, RegistryFormat> = new Map(),
  now?: Date,
): LoadedRegistries {
  const known = new Map([
    ...registryFormats,
    ...formats,
    ["typescript", typescriptFormat] as const,
  ]);
  return readRegistries(fileSystem, config, known, now);
}
