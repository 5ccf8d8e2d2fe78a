import { join } from "node:path";
import picomatch from "picomatch";
import { allAdapters } from "../adapters/all.js";
import type { Analysis } from "../analysis/analysis.js";
import { createAnalysis } from "../analysis/createAnalysis.js";
import { readRegistries, type LoadedRegistries } from "../analysis/readRegistries.js";
import { adaptersNamed } from "../config/adapterNames.js";
import { loadConfig } from "../config/loadConfig.js";
import type { HalyardConfig } from "../config/model.js";
import { FlagIndex } from "../index/flagIndex.js";
import { ModuleResolver } from "../index/moduleResolution.js";
import { plannedMatchers } from "../index/plannedMatchers.js";
import { registryFormats } from "../registry/formats.js";
import { registryChainFor } from "../registry/lookup.js";
import type { Registry } from "../registry/model.js";
import { allRules } from "../rules/all.js";
import { spellingsOf } from "../rules/flagLife.js";
import type { PlannedMatcher } from "../syntax/plan.js";
import type { Problem } from "../text/problem.js";
import type { FileSystem } from "../vfs/fileSystem.js";
import { discoverConfig, withConfigFile } from "./discoverConfig.js";
import { IndexCache } from "./indexCache.js";
import { NodeFileSystem } from "./nodeFileSystem.js";
import { NodeSources } from "./nodeSources.js";
import { threadedExtractor } from "./threadedExtractor.js";
import { registriesFor } from "./rememberedRegistries.js";
import { skippedProblems } from "./skippedProblems.js";
import { Stopwatch } from "./stopwatch.js";
import type { OpenOptions, OpenResult } from "./workspace.js";

/**
 * Opens a workspace: finds its configuration, reads its registries, and indexes its sources.
 *
 * Only a configuration that cannot be relied on stops it; everything else that is wrong is told in the analysis's
 * problems. Nothing of the workspace is executed, and nothing is written but the cache.
 */
export async function openWorkspace(options: OpenOptions): Promise<OpenResult> {
  const watch = new Stopwatch();
  const discovery = discoverConfig(options.cwd, options.configPath);
  const { root } = discovery;
  if (hasErrors(discovery.problems)) return { ok: false, root, problems: discovery.problems };
  const fileSystem = new NodeFileSystem(root);
  const { value: loaded, problems: configProblems } = loadConfig(
    withConfigFile(fileSystem, discovery),
    discovery.configPath,
    { ruleIds: allRules.map(({ id }) => id), adapterNames: allAdapters.map(({ name }) => name) },
  );
  if (hasErrors(configProblems)) return { ok: false, root, problems: configProblems };
  const config = withSeverities(loaded, options.severities);
  watch.lap("configuration");

  options.onProgress?.({ phase: "list", done: 0, total: 0 });
  const sources = new NodeSources(root, sourcePaths(fileSystem, config));
  watch.lap("list");

  const planned = plannedMatchers(adaptersOf(config), config.matchers);
  const cache = cacheOf(options, root, config, planned);
  const remembered = await registriesFor(fileSystem, cache?.registries, (watching) =>
    loadRegistriesFor(watching, config),
  );
  const { registries, problems: registryProblems, texts } = remembered.loaded;
  watch.lap("registries");

  const snapshot = cache?.read(sources);
  watch.lap("cache");
  const extractor = threadedExtractor(root, sources, options);
  const resolver = lazyResolver(fileSystem);
  const index = await FlagIndex.build(
    {
      sources,
      planned,
      keys: keysOf(registries),
      registryFiles: new Set(texts.keys()),
      resolveModule: (specifier, from) => resolver().resolve(specifier, from),
      hasRegistry: (path) => registryChainFor(registries, path).length > 0,
      extractFiles: extractor.extract,
      onProgress: (phase, done, total) => options.onProgress?.({ phase, done, total }),
      onPhase: (name) => watch.lap(name),
    },
    snapshot,
  );
  await extractor.close();
  if (index.counts.parsed > 0 || snapshot?.records.size !== sources.paths.length) {
    cache?.write(index.snapshot(), sources, remembered);
  }
  watch.lap("write cache");

  const analyse = (): Analysis =>
    createAnalysis({
      config,
      registries,
      index,
      now: options.now,
      problems: [...configProblems, ...registryProblems, ...skippedProblems(index)],
      textOf: (path) => texts.get(path) ?? sources.openText(path) ?? textIn(fileSystem, path),
    });
  let analysis = analyse();
  return {
    ok: true,
    workspace: {
      root,
      get analysis() {
        return analysis;
      },
      update: async (path, text) => {
        sources.overlay(path, text);
        await index.update(path);
        analysis = analyse();
        return analysis;
      },
      stats: {
        files: sources.paths.length,
        candidates: index.candidateCount,
        parsed: index.counts.parsed,
        fromCache: index.counts.restored,
        workers: extractor.threads,
        references: index.references.length,
        flags: registries.reduce((sum, registry) => sum + registry.flags.size, 0),
        times: watch.times,
        peakMemory: process.resourceUsage().maxRSS * 1024,
      },
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

function sourcePaths(fileSystem: FileSystem, config: HalyardConfig): string[] {
  const included = picomatch([...config.include], { dot: true });
  const excluded =
    config.exclude.length === 0 ? () => false : picomatch([...config.exclude], { dot: true });
  return fileSystem.listFiles().filter((path) => included(path) && !excluded(path));
}

function adaptersOf(config: HalyardConfig): typeof allAdapters {
  if (config.adapters === null) return allAdapters;
  const names = allAdapters.map(({ name }) => name);
  const wanted = new Set(config.adapters.flatMap((name) => adaptersNamed(name, names)));
  return allAdapters.filter(({ name }) => wanted.has(name));
}

/** The compiler is loaded only where a registry is written in TypeScript. */
async function loadRegistriesFor(
  fileSystem: FileSystem,
  config: HalyardConfig,
): Promise<LoadedRegistries> {
  if (!config.registry.some(isTypeScript)) {
    return readRegistries(fileSystem, config, registryFormats);
  }
  const { loadRegistries } = await import("../analysis/loadRegistries.js");
  return loadRegistries(fileSystem, config);
}

function isTypeScript({ format, path }: HalyardConfig["registry"][number]): boolean {
  return (
    format === "typescript" || (format === "auto" && path.some((one) => /\.[mc]?tsx?$/.test(one)))
  );
}

function keysOf(registries: readonly Registry[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const registry of registries) {
    for (const flag of registry.flags.values()) for (const key of spellingsOf(flag)) keys.add(key);
  }
  return keys;
}

function cacheOf(
  options: OpenOptions,
  root: string,
  config: HalyardConfig,
  planned: readonly PlannedMatcher[],
): IndexCache | undefined {
  if (options.cache === false) return undefined;
  const directory = options.cache ?? join(root, "node_modules/.cache/halyard");
  const settings = JSON.stringify([
    planned,
    config.registry,
    config.directory,
    config.defaults,
    config.include,
    config.exclude,
  ]);
  return new IndexCache(join(directory, "index.bin"), root, settings);
}

/** Manifests are read only when an import has to be followed. */
function lazyResolver(fileSystem: FileSystem): () => ModuleResolver {
  let resolver: ModuleResolver | undefined;
  return () => (resolver ??= new ModuleResolver(fileSystem));
}

function textIn(fileSystem: FileSystem, path: string): string | undefined {
  const content = fileSystem.readFile(path);
  return content.kind === "text" ? content.text : undefined;
}
