import { join } from "node:path";
import picomatch from "picomatch";
import { allAdapters } from "../adapters/all.js";
import { adaptersNamed } from "../config/adapterNames.js";
import { loadConfig } from "../config/loadConfig.js";
import type { HalyardConfig } from "../config/model.js";
import { registryFormatNames } from "../registry/formats.js";
import { isoDay } from "../registry/dates.js";
import { allRules } from "../rules/all.js";
import type { PlannedMatcher } from "../syntax/plan.js";
import type { Problem } from "../text/problem.js";
import type { FileSystem } from "../vfs/fileSystem.js";
import { discoverConfig, withConfigFile } from "./discoverConfig.js";
import { FlowCache } from "./flowCache.js";
import { IndexCache } from "./indexCache.js";
import { NodeFileSystem } from "./nodeFileSystem.js";
import type { OpenOptions } from "./workspace.js";

/** Where a workspace is and how it is configured, or the problems that make its configuration unreliable. */
export type Settings =
  | {
      readonly ok: true;
      readonly root: string;
      readonly fileSystem: NodeFileSystem;
      readonly config: HalyardConfig;
      readonly problems: readonly Problem[];
    }
  | { readonly ok: false; readonly root: string; readonly problems: readonly Problem[] };

/** The settings of a workspace that can be opened. */
export type OpenSettings = Extract<Settings, { readonly ok: true }>;

/** Finds and reads the configuration that holds at `options.cwd`. */
export function readSettings(options: OpenOptions): Settings {
  const discovery = discoverConfig(options.cwd, options.configPath);
  const { root } = discovery;
  if (hasErrors(discovery.problems)) return { ok: false, root, problems: discovery.problems };
  const fileSystem = new NodeFileSystem(root);
  const { value, problems } = loadConfig(
    withOpenTexts(withConfigFile(fileSystem, discovery), root, options.openText),
    discovery.configPath,
    {
      ruleIds: allRules.map(({ id }) => id),
      adapterNames: allAdapters.map(({ name }) => name),
      formatNames: [...new Set([...registryFormatNames, ...(options.formats?.keys() ?? [])])],
    },
  );
  if (hasErrors(problems)) return { ok: false, root, problems };
  const config = withSeverities(value, options.severities);
  return { ok: true, root, fileSystem, config, problems };
}

function withOpenTexts(
  fileSystem: FileSystem,
  root: string,
  openText: OpenOptions["openText"],
): FileSystem {
  if (openText === undefined) return fileSystem;
  return {
    listFiles: () => fileSystem.listFiles(),
    readFile: (path) => {
      const text = openText(join(root, path));
      return text === undefined ? fileSystem.readFile(path) : { kind: "text", text };
    },
  };
}

/** The configuration with severities that win over its own. */
function withSeverities(
  config: HalyardConfig,
  severities: OpenOptions["severities"],
): HalyardConfig {
  if (severities === undefined || severities.size === 0) return config;
  const rules = new Map(config.rules);
  for (const [id, severity] of severities) rules.set(id, { ...rules.get(id), severity });
  return { ...config, rules };
}

function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === "error");
}

/** The listed files that the configuration counts as sources. */
export function sourcePaths(fileSystem: FileSystem, config: HalyardConfig): string[] {
  const included = picomatch([...config.include], { dot: true });
  const excluded =
    config.exclude.length === 0 ? () => false : picomatch([...config.exclude], { dot: true });
  return fileSystem.listFiles().filter((path) => included(path) && !excluded(path));
}

/** The adapters that the configuration asks for; all of them where it names none. */
export function adaptersOf(config: HalyardConfig): typeof allAdapters {
  if (config.adapters === null) return allAdapters;
  const names = allAdapters.map(({ name }) => name);
  const wanted = new Set(config.adapters.flatMap((name) => adaptersNamed(name, names)));
  return allAdapters.filter(({ name }) => wanted.has(name));
}

/** The UTC day that the registries are read for, where one of them is in a format that reads the clock. */
export function dayOfRegistries(
  config: HalyardConfig,
  { formats, now }: Pick<OpenOptions, "formats" | "now">,
): string | undefined {
  const isTimed = config.registry.some(({ format }) => formats?.get(format)?.readsClock === true);
  return isTimed ? isoDay(now.getTime()) : undefined;
}

/** Where the index of this configuration is kept, unless the caller wants none. */
export function cacheOf(
  options: OpenOptions,
  root: string,
  config: HalyardConfig,
  planned: readonly PlannedMatcher[],
): IndexCache | undefined {
  const directory = cacheDirectory(options, root);
  if (directory === undefined) return undefined;
  const settings = JSON.stringify([
    planned,
    [...(options.formats?.keys() ?? [])],
    config.registry,
    config.state,
    config.directory,
    config.defaults,
    config.include,
    config.exclude,
  ]);
  return new IndexCache(join(directory, "index.bin"), root, settings);
}

/** What following migrations keeps from run to run. */
export function flowCacheOf(options: OpenOptions, root: string): FlowCache | undefined {
  const directory = cacheDirectory(options, root);
  return directory === undefined ? undefined : new FlowCache(join(directory, "flow.bin"));
}

function cacheDirectory({ cache }: OpenOptions, root: string): string | undefined {
  return cache === false ? undefined : (cache ?? join(root, "node_modules/.cache/halyard"));
}
