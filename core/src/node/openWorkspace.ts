import type { FlagIndex } from "../index/flagIndex.js";
import { plannedMatchers } from "../index/plannedMatchers.js";
import { breathing } from "./breathing.js";
import { FlowSession } from "./flowSession.js";
import { hashOf } from "./indexCache.js";
import { indexSources } from "./indexSources.js";
import { LiveWorkspace } from "./liveWorkspace.js";
import { declarationsBy, loadRegistriesFor } from "./loadRegistriesFor.js";
import { NodeSources } from "./nodeSources.js";
import { ParserPool } from "./parserPool.js";
import { registriesFor } from "./rememberedRegistries.js";
import {
  adaptersOf,
  cacheOf,
  dayOfRegistries,
  flowCacheOf,
  readSettings,
  sourcePaths,
} from "./settings.js";
import { Stopwatch } from "./stopwatch.js";
import type { OpenOptions, OpenResult, WorkspaceStats } from "./workspace.js";

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
  const pool = new ParserPool(root, options.workers, options.threads);
  const breathe = options.live === true ? breathing() : undefined;
  // Without a cache there will be files to parse, and a thread can load the compiler while the files are listed.
  if (cache?.exists !== true) pool.start(1);
  options.onProgress?.({ phase: "list", done: 0, total: 0 });
  if (breathe !== undefined) await fileSystem.listAhead(breathe);
  const sources = new NodeSources(root, sourcePaths(fileSystem, config));
  watch.lap("list");

  const remembered = await registriesFor(
    fileSystem,
    cache?.registries,
    dayOfRegistries(config, options),
    (watching) => loadRegistriesFor(watching, config, options, declarationsBy(pool, options)),
  );
  watch.lap("registries");
  const { index, extract, threads, keep } = await indexSources({
    fileSystem,
    pool,
    sources,
    planned,
    remembered,
    cache,
    options,
    breathe,
    onPhase: (name) => {
      watch.lap(name);
    },
  });

  const live = new LiveWorkspace({
    settings,
    options,
    planned,
    sources,
    remembered,
    index,
    extract,
    pool,
    breathe,
    keep,
    flow: new FlowSession(flowCacheOf(options, root)),
  });
  if (options.live !== true) await live.complete((name) => watch.lap(name));
  return {
    ok: true,
    workspace: {
      root,
      get analysis() {
        return live.analysis;
      },
      contentHashes: () =>
        live.hashes((path) => cache?.hashOf(path, live.sources) ?? hashOf(path, live.sources)),
      judgedBy: (rules) => live.judged(new Map([...config.rules, ...rules])),
      update: (path, text) => live.refresh({ texts: new Map([[path, text]]) }),
      refresh: (changes) => live.refresh(changes),
      listFiles: () => live.listFiles(),
      peek: (path, text) => live.peek(path, text),
      analysisBeside: (path, text) => live.analysisBeside(path, text),
      complete: () => live.complete(),
      state: () => live.state(),
      textOf: (path) => live.textOf(path),
      close: () => pool.close(),
      stats: statsOf(live, index, threads, watch.times),
    },
  };
}

/** What opening cost. The counts are those of now; later changes do not move them. */
function statsOf(
  live: LiveWorkspace,
  index: FlagIndex,
  workers: number,
  times: WorkspaceStats["times"],
): WorkspaceStats {
  return {
    files: live.sources.paths.length,
    candidates: index.candidateCount,
    parsed: index.counts.parsed,
    fromCache: index.counts.restored,
    workers,
    references: index.references.length,
    flags: live.analysis.registries.reduce((sum, registry) => sum + registry.flags.size, 0),
    get followed() {
      return live.analysis.migrations().closure.files.length;
    },
    times,
    peakMemory: process.resourceUsage().maxRSS * 1024,
  };
}
