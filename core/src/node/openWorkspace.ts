import { createAnalysis } from "../analysis/createAnalysis.js";
import type { Analysis } from "../analysis/analysis.js";
import { plannedMatchers } from "../index/plannedMatchers.js";
import type { FileSystem } from "../vfs/fileSystem.js";
import { indexSources } from "./indexSources.js";
import { NodeSources } from "./nodeSources.js";
import { ParserPool } from "./parserPool.js";
import { registriesFor } from "./rememberedRegistries.js";
import {
  adaptersOf,
  cacheOf,
  dayOfRegistries,
  loadRegistriesFor,
  readSettings,
  sourcePaths,
} from "./settings.js";
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
  const settings = readSettings(options);
  if (!settings.ok) return settings;
  const { root, fileSystem, config } = settings;
  watch.lap("configuration");

  const planned = plannedMatchers(adaptersOf(config), config.matchers);
  const cache = cacheOf(options, root, config, planned);
  const pool = new ParserPool(root, options.workers);
  // Without a cache there will be files to parse, and a thread can load the compiler while the files are listed.
  if (cache?.exists !== true) pool.start(1);
  options.onProgress?.({ phase: "list", done: 0, total: 0 });
  const sources = new NodeSources(root, sourcePaths(fileSystem, config));
  watch.lap("list");

  const remembered = await registriesFor(
    fileSystem,
    cache?.registries,
    dayOfRegistries(config, options),
    (watching) => loadRegistriesFor(watching, config, options),
  );
  const { registries, problems: registryProblems, texts } = remembered.loaded;
  watch.lap("registries");
  const { index, threads } = await indexSources({
    fileSystem,
    pool,
    sources,
    planned,
    remembered,
    cache,
    options,
    onPhase: (name) => {
      watch.lap(name);
    },
  });

  const analyse = (): Analysis =>
    createAnalysis({
      config,
      registries,
      index,
      now: options.now,
      problems: [...settings.problems, ...registryProblems, ...skippedProblems(index)],
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
        workers: threads,
        references: index.references.length,
        flags: registries.reduce((sum, registry) => sum + registry.flags.size, 0),
        times: watch.times,
        peakMemory: process.resourceUsage().maxRSS * 1024,
      },
    },
  };
}

function textIn(fileSystem: FileSystem, path: string): string | undefined {
  const content = fileSystem.readFile(path);
  return content.kind === "text" ? content.text : undefined;
}
