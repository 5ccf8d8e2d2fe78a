import type { HalyardConfig, RegistrySource } from "../config/model.js";
import type { RegistryContent, RegistryFile, RegistryFormat } from "../registry/format.js";
import { formatByEnding } from "../registry/formats.js";
import type { Registry, RegistryDefaults } from "../registry/model.js";
import { registryDefaults } from "../registry/model.js";
import type { Problem } from "../text/problem.js";
import { didYouMean } from "../text/didYouMean.js";
import { withStoreState } from "../state/mergeState.js";
import type { StoreView } from "../state/model.js";
import { readRegistryFile } from "./readRegistryFile.js";
import { readStores } from "./readStores.js";
import type { FileSystem } from "../vfs/fileSystem.js";
import { pathsNamed } from "./registryPaths.js";
import { scopeOf } from "./registryScope.js";

/** Every registry that the configuration names. */
export interface LoadedRegistries {
  /** In the configuration's order; a file that could not be read has none. */
  readonly registries: readonly Registry[];
  /** What is wrong with files and formats, and every registry's own problems. All codes begin with `registry-`. */
  readonly problems: readonly Problem[];
  /** What syncs and archives of the flag stores left behind; the registries' states already follow it. */
  readonly stores: StoreView;
  /** The texts of the registry files by path, so that spans can be turned into lines. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Reads the configured registries with the formats given; `now` is the clock of formats with dated steps. */
export function readRegistries(
  fileSystem: FileSystem,
  config: HalyardConfig,
  formats: ReadonlyMap<string, RegistryFormat>,
  now?: Date,
): LoadedRegistries {
  const registries: Registry[] = [];
  const problems: Problem[] = [];
  const texts = new Map<string, string>();
  const configPath = config.path ?? "";
  for (const source of config.registry) {
    const files = filesOf(source, config, fileSystem, problems);
    for (const file of files) texts.set(file.path, file.text);
    for (const group of groupsOf(source, files, formats)) {
      const format = formats.get(group.format);
      if (format === undefined) {
        problems.push(unknownFormat(group.format, configPath, formats));
        continue;
      }
      const content = format.parse(group.files, now ? { ...source, now } : source);
      registries.push(registryOf(source, group, content, config, fileSystem));
      problems.push(...content.problems);
    }
  }
  const { value: stores, problems: storeProblems } = readStores(fileSystem, config, texts);
  return {
    registries: registries.map((registry) => withStoreState(registry, stores)),
    problems: [...problems, ...storeProblems],
    stores,
    texts,
  };
}

interface Group {
  readonly format: string;
  readonly files: readonly [RegistryFile, ...RegistryFile[]];
}

/** The files that make one registry together: all of a source that joins its files, else each one. */
function groupsOf(
  source: RegistrySource,
  files: readonly RegistryFile[],
  formats: ReadonlyMap<string, RegistryFormat>,
): readonly Group[] {
  const groups = new Map<string, [RegistryFile, ...RegistryFile[]]>();
  for (const file of files) {
    const format =
      source.format === "auto" ? (formatByEnding(file.path) ?? "halyard") : source.format;
    const joins = formats.get(format)?.joinsFiles === true;
    const id = joins ? format : `${format}\0${file.path}`;
    const group = groups.get(id);
    if (group) group.push(file);
    else groups.set(id, [file]);
  }
  return [...groups].map(([id, group]) => ({ format: id.split("\0")[0] ?? id, files: group }));
}

function registryOf(
  source: RegistrySource,
  group: Group,
  content: RegistryContent,
  config: HalyardConfig,
  fileSystem: FileSystem,
): Registry {
  return {
    path: group.files[0].path,
    scope: scopeOf(source, group.files, config, fileSystem),
    format: group.format,
    flags: content.flags,
    defaults: mergedDefaults(content.defaults, config.defaults),
    migrations: content.migrations,
    ...(content.migrationDefinitions && { migrationDefinitions: content.migrationDefinitions }),
    ...(content.guards && { guards: content.guards }),
    ...(content.guardDefinitions && { guardDefinitions: content.guardDefinitions }),
    ...(content.stores && { stores: content.stores }),
    problems: content.problems,
  };
}

/** The configuration has the last word, then the registry, then Halyard's own defaults. */
function mergedDefaults(
  registry: Partial<RegistryDefaults>,
  config: HalyardConfig["defaults"],
): RegistryDefaults {
  return {
    ...registryDefaults,
    ...registry,
    ...config,
    staleAfterDays: {
      ...registryDefaults.staleAfterDays,
      ...registry.staleAfterDays,
      ...config.staleAfterDays,
    },
  };
}

/** The files of a source: paths as they are, globs as the workspace's files that match. */
function filesOf(
  source: RegistrySource,
  config: HalyardConfig,
  fileSystem: FileSystem,
  problems: Problem[],
): readonly RegistryFile[] {
  const files = new Map<string, RegistryFile>();
  for (const written of source.path) {
    for (const path of pathsOf(written, config, fileSystem, problems)) {
      if (files.has(path)) continue;
      const read = readRegistryFile(path, config.path ?? path, fileSystem);
      if ("text" in read) files.set(path, read);
      else problems.push(read);
    }
  }
  return [...files.values()];
}

function pathsOf(
  written: string,
  config: HalyardConfig,
  fileSystem: FileSystem,
  problems: Problem[],
): readonly string[] {
  const paths = pathsNamed(written, config.directory, fileSystem);
  if (paths.length === 0) {
    problems.push({
      code: "registry-missing",
      severity: "error",
      message: `No file matches the registry path \`${written}\`; correct it in the configuration.`,
      path: config.path ?? written,
    });
  }
  return paths;
}

function unknownFormat(
  format: string,
  configPath: string,
  formats: ReadonlyMap<string, RegistryFormat>,
): Problem {
  const names = ["auto", ...formats.keys()];
  const guess = didYouMean(format, names);
  const hint =
    guess === undefined ? `known are ${names.join(", ")}.` : `did you mean \`${guess}\`?`;
  return {
    code: "registry-unknown-format",
    severity: "error",
    message: `\`${format}\` is no registry format: ${hint}`,
    path: configPath,
  };
}
