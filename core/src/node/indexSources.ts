import { createHash } from "node:crypto";
import { basename } from "node:path";
import { FlagIndex } from "../index/flagIndex.js";
import type { Breathe, IndexInput } from "../index/indexInput.js";
import { ModuleResolver } from "../index/moduleResolution.js";
import type { IndexSnapshot } from "../index/snapshot.js";
import { registryChainFor } from "../registry/lookup.js";
import type { Registry } from "../registry/model.js";
import { spellingsOf } from "../rules/flagLife.js";
import type { PlannedMatcher } from "../syntax/plan.js";
import type { FileSystem } from "../vfs/fileSystem.js";
import type { IndexCache } from "./indexCache.js";
import type { NodeSources } from "./nodeSources.js";
import type { ParserPool } from "./parserPool.js";
import type { RememberedRegistries } from "./rememberedRegistries.js";
import { threadedExtractor } from "./threadedExtractor.js";
import type { OpenOptions } from "./workspace.js";

/** What an index of a real workspace is made from. */
export interface SourceIndexInput {
  readonly fileSystem: FileSystem;
  readonly sources: NodeSources;
  readonly planned: readonly PlannedMatcher[];
  readonly remembered: RememberedRegistries;
  readonly cache: IndexCache | undefined;
  readonly pool: ParserPool;
  readonly options: OpenOptions;
  /** Given where others wait for the process meanwhile. */
  readonly breathe: Breathe | undefined;
  /** Told the name of each phase as it ends. */
  readonly onPhase: (name: string) => void;
}

/** What an index needs besides its snapshot. */
interface IndexParts
  extends
    Pick<SourceIndexInput, "fileSystem" | "sources" | "planned" | "remembered">,
    Partial<Pick<SourceIndexInput, "options" | "onPhase" | "breathe">> {
  readonly extract: IndexInput["extractFiles"];
}

/** An index with what keeps it up to date. */
interface IndexedSources {
  readonly index: FlagIndex;
  readonly extract: IndexInput["extractFiles"];
  /** Parser threads that took part. */
  readonly threads: number;
  /** Writes the cache where anything is new. */
  readonly keep: () => Promise<void>;
}

/** A workspace with more files than this keeps every thread busy that the machine has. */
const worthTwoThreads = 2_000;
const allThreads = 64;

/** Indexes the sources, from the cache as far as it holds. */
export async function indexSources(input: SourceIndexInput): Promise<IndexedSources> {
  const { sources, cache, pool, options, breathe, onPhase } = input;
  const begun = Date.now();
  const snapshot = await cache?.read(sources, breathe);
  if (snapshot === undefined && sources.paths.length > worthTwoThreads) pool.start(allThreads);
  onPhase("cache");
  const extract = threadedExtractor(pool, sources, options.live === true, (done, total) =>
    options.onProgress?.({ phase: "parse", done, total }),
  );
  const index = await FlagIndex.build(indexInputOf({ ...input, extract }), snapshot);
  const threads = pool.size;
  await pool.close(options.live === true ? 1 : 0);
  const keep = (): Promise<void> => {
    if (index.tookOverAll || cache === undefined) return Promise.resolve();
    const registries = input.remembered;
    return cache.write(frozen(index.snapshot()), { sources, registries, begun, breathe });
  };
  return { index, extract, threads, keep };
}

/** The snapshot as it is now, while the index goes on with what is edited. */
function frozen(snapshot: IndexSnapshot): IndexSnapshot {
  const { records, linked, bloom } = snapshot;
  return {
    ...snapshot,
    records: new Map(records),
    linked: new Map(linked),
    bloom: bloom.slice(),
  };
}

/** What the index of a workspace is made from. The list of keys, imports and registries is that of this moment. */
export function indexInputOf({
  fileSystem,
  sources,
  planned,
  remembered,
  extract,
  options,
  breathe,
  onPhase,
}: IndexParts): IndexInput {
  const { registries, texts } = remembered.loaded;
  // Manifests are read only when an import has to be followed.
  let resolver: ModuleResolver | undefined;
  return {
    sources,
    planned,
    keys: keysOf(registries),
    registryFiles: new Set(texts.keys()),
    circumstances: circumstancesOf(fileSystem, registries),
    resolveModule: (specifier, from) =>
      (resolver ??= new ModuleResolver(fileSystem)).resolve(specifier, from),
    hasRegistry: (path) => registryChainFor(registries, path).length > 0,
    extractFiles: extract,
    onProgress: (phase, done, total) => options?.onProgress?.({ phase, done, total }),
    ...(breathe && { breathe }),
    ...(onPhase && { onPhase }),
  };
}

/** Every key and alias of the registries. */
export function keysOf(registries: readonly Registry[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const registry of registries) {
    for (const flag of registry.flags.values()) for (const key of spellingsOf(flag)) keys.add(key);
  }
  return keys;
}

const resolutionFile = /^(?:package|jsconfig[^/]*|tsconfig[^/]*)\.json$/;

/** Whether a file decides where imports lead. */
export function decidesImports(path: string): boolean {
  return resolutionFile.test(basename(path));
}

/** A hash of the files that decide where imports lead, and of where registries answer. */
function circumstancesOf(fileSystem: FileSystem, registries: readonly Registry[]): string {
  const hash = createHash("sha1");
  for (const path of fileSystem.listFiles()) {
    if (!decidesImports(path)) continue;
    const content = fileSystem.readFile(path);
    hash.update(`${path}\0${content.kind === "text" ? content.text : content.kind}\0`);
  }
  for (const { path, scope } of registries) hash.update(`${path}\0${scope}\0`);
  return hash.digest("base64");
}
