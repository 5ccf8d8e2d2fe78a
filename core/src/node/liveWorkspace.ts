import { basename } from "node:path";
import picomatch from "picomatch";
import type { Analysis } from "../analysis/analysis.js";
import { createAnalysis } from "../analysis/createAnalysis.js";
import { FlagIndex } from "../index/flagIndex.js";
import type { Breathe, IndexInput } from "../index/indexInput.js";
import { ModuleResolver } from "../index/moduleResolution.js";
import type { IndexSnapshot } from "../index/snapshot.js";
import { viewBeside } from "../index/viewBeside.js";
import type { FlagReference } from "../reference/model.js";
import type { PlannedMatcher } from "../syntax/plan.js";
import { decidesImports, indexInputOf, keysOf } from "./indexSources.js";
import type { FlowSession } from "./flowSession.js";
import { declarationsBy, loadRegistriesFor } from "./loadRegistriesFor.js";
import { NodeFileSystem } from "./nodeFileSystem.js";
import { NodeSources } from "./nodeSources.js";
import { OverlaidFileSystem } from "./overlaidFileSystem.js";
import { registriesFor, type RememberedRegistries } from "./rememberedRegistries.js";
import type { ParserPool } from "./parserPool.js";
import { RememberedTexts } from "./rememberedTexts.js";
import { dayOfRegistries, sourcePaths, type OpenSettings } from "./settings.js";
import { skippedProblems } from "./skippedProblems.js";
import type { OpenOptions, WorkspaceChanges, WorkspaceState } from "./workspace.js";
import { workspaceState } from "./workspaceState.js";

/** What an opened workspace starts from. */
export interface LiveParts {
  readonly settings: OpenSettings;
  readonly options: OpenOptions;
  readonly planned: readonly PlannedMatcher[];
  readonly sources: NodeSources;
  readonly remembered: RememberedRegistries;
  readonly index: FlagIndex;
  readonly extract: IndexInput["extractFiles"];
  /** Its threads parse what changes. */
  readonly pool: ParserPool;
  readonly flow: FlowSession;
  readonly breathe: Breathe | undefined;
  /** Writes the cache. */
  readonly keep: () => Promise<void>;
}

/** More changed files than this are taken in together, which links the workspace once. */
const manyFiles = 20;

/**
 * A workspace that follows its files: what has changed is read again, and nothing else.
 *
 * Its answers are those of a workspace opened afresh on the same files; a test compares them after random edits.
 * Changes are taken in one after another; whoever calls must wait for each.
 */
export class LiveWorkspace {
  readonly #parts: LiveParts;
  readonly #isIncluded: (path: string) => boolean;
  readonly #texts: RememberedTexts;
  #fileSystem: OverlaidFileSystem;
  #sources: NodeSources;
  #paths: ReadonlySet<string>;
  /** Files that look like sources but that git ignores. */
  readonly #ignored = new Set<string>();
  #remembered: RememberedRegistries;
  #index: FlagIndex;
  #now: Date;
  #analysis: Analysis;
  #isEdited = false;
  /** Whether migrations are followed, which is prepared once and then kept up to date. */
  #isComplete = false;
  /** What changed before that. */
  readonly #changedEarly = new Set<string>();

  constructor(parts: LiveParts) {
    const { config, root } = parts.settings;
    this.#parts = parts;
    this.#sources = parts.sources;
    this.#paths = new Set(parts.sources.paths);
    this.#remembered = parts.remembered;
    this.#index = parts.index;
    this.#now = parts.options.now;
    const included = picomatch([...config.include], { dot: true, ignore: [...config.exclude] });
    this.#isIncluded = (path) => included(path);
    this.#fileSystem = new OverlaidFileSystem(parts.settings.fileSystem, parts.sources.open);
    const single = new NodeFileSystem(root);
    this.#texts = new RememberedTexts((path) => {
      const content = new OverlaidFileSystem(single, parts.sources.open).readFile(path);
      return content.kind === "text" ? content.text : undefined;
    });
    this.#analysis = this.judged();
  }

  get analysis(): Analysis {
    return this.#analysis;
  }

  get sources(): NodeSources {
    return this.#sources;
  }

  /** What `hashOf` says of each source file that the index did not leave out. */
  hashes(hashOf: (path: string) => string): ReadonlyMap<string, string> {
    const skipped = new Set(this.#index.skippedFiles().map(({ path }) => path));
    const paths = this.#sources.paths.filter((path) => !skipped.has(path));
    return new Map(paths.map((path) => [path, hashOf(path)]));
  }

  textOf(path: string): string | undefined {
    return this.#remembered.loaded.texts.get(path) ?? this.#texts.textOf(path);
  }

  /** The present state, judged by other rules where some are given. */
  judged(rules = this.#parts.settings.config.rules): Analysis {
    const { settings, flow } = this.#parts;
    const { registries, problems, stores } = this.#remembered.loaded;
    const fileSystem = this.#fileSystem;
    let resolver: ModuleResolver | undefined;
    const follower = flow.followerOf({
      index: this.#index,
      paths: this.#sources.paths,
      textOf: (path) => this.textOf(path),
      resolver: () => (resolver ??= new ModuleResolver(fileSystem)),
    });
    return createAnalysis({
      config: { ...settings.config, rules },
      registries,
      index: this.#index,
      stores,
      now: this.#now,
      problems: [...settings.problems, ...problems, ...skippedProblems(this.#index)],
      textOf: (path) => this.textOf(path),
      commentsOf: (path) => this.#texts.commentsOf(path),
      ...(follower && { flow: follower }),
    });
  }

  /** The references that a source would hold with another text; nothing is taken in. */
  async peek(path: string, text: string): Promise<readonly FlagReference[]> {
    return (await this.#index.peek(path, text))?.references ?? [];
  }

  /** The present state with a text that is no file, without following calls. */
  async analysisBeside(path: string, text: string): Promise<Analysis> {
    const { settings } = this.#parts;
    const { registries, stores } = this.#remembered.loaded;
    const found = await this.#index.peek(path, text);
    return createAnalysis({
      config: settings.config,
      registries,
      index: found === undefined ? this.#index : viewBeside(this.#index, found),
      stores,
      now: this.#now,
      problems: [],
      textOf: (one) => (one === path ? text : this.textOf(one)),
    });
  }

  /** Every file of the workspace that git does not ignore, sorted. */
  listFiles(): readonly string[] {
    return this.#fileSystem.listFiles();
  }

  state(): WorkspaceState {
    const { open } = this.#sources;
    const openTexts = new Map(
      open.paths.flatMap((path) => {
        const text = open.textOf(path);
        return text === undefined ? [] : [[path, text]];
      }),
    );
    const { root } = this.#parts.settings;
    return workspaceState(
      { root, analysis: this.#analysis, listFiles: () => this.listFiles() },
      openTexts,
    );
  }

  async refresh({
    texts = new Map(),
    files = [],
    relist = false,
    now,
  }: WorkspaceChanges): Promise<Analysis> {
    const differing = [...texts].filter(([path, text]) => text !== this.textOf(path));
    for (const [path, text] of texts) this.#sources.open.set(path, text);
    await this.#keepThread();
    const changed = [...new Set([...differing.map(([path]) => path), ...files])];
    for (const path of changed) this.#texts.forget(path);
    const dayBefore = this.#now;
    this.#now = now ?? this.#now;
    const isMoved =
      relist ||
      changed.some((path) => basename(path) === ".gitignore" || decidesImports(path)) ||
      !changed.every((path) => this.#isListedRightly(path));
    if (isMoved) await this.#list(changed);
    const before = this.#remembered;
    if (isMoved || this.#now !== dayBefore || changed.some((path) => this.#isRegistry(path))) {
      this.#remembered = await this.#readRegistries();
    }
    if (isMoved || meanOtherwise(before, this.#remembered)) await this.#reindex(changed);
    else await this.#update(changed);
    if (this.#isComplete) await this.#prepareFlow(new Set(changed));
    else for (const path of changed) this.#changedEarly.add(path);
    this.#analysis = this.judged();
    return this.#analysis;
  }

  /** What opening left for later; `onPhase` is told the name of each part as it ends. */
  async complete(onPhase?: (name: string) => void): Promise<Analysis> {
    if (this.#isComplete) return this.#analysis;
    await this.#parts.keep();
    onPhase?.("write cache");
    await this.#prepareFlow();
    // What is open with another text than the file's is not in the cache.
    if (this.#changedEarly.size > 0) await this.#prepareFlow(this.#changedEarly);
    this.#isComplete = true;
    onPhase?.("migrations");
    if (this.#isEdited) this.#parts.pool.start(1);
    this.#analysis = this.judged();
    return this.#analysis;
  }

  /** Makes ready what the migrations are followed with, if there are any; after changes, only for what they bring. */
  async #prepareFlow(changed?: ReadonlySet<string>): Promise<void> {
    const { registries, texts } = this.#remembered.loaded;
    await this.#parts.flow.prepare({
      registries,
      registryTexts: JSON.stringify([...texts]),
      index: this.#index,
      textOf: (path) => this.textOf(path),
      ...(changed && { changed }),
    });
  }

  /**
   * Open documents will be edited, and no edit should wait for a thread to load the compiler. A workspace that nothing
   * was ever opened of needs no thread.
   */
  async #keepThread(): Promise<void> {
    const { pool, options } = this.#parts;
    if (options.live !== true) return;
    this.#isEdited ||= this.#sources.open.paths.length > 0;
    if (!this.#isEdited) await pool.close();
    else if (this.#isComplete) pool.start(1);
  }

  /** Whether the list of sources is right about one path: it has it if, and only if, there is such a file. */
  #isListedRightly(path: string): boolean {
    const isListed = this.#paths.has(path);
    if (!isListed && (!this.#isIncluded(path) || this.#ignored.has(path))) return true;
    return isListed === (this.#fileSystem.readFile(path).kind !== "missing");
  }

  async #list(changed: readonly string[]): Promise<void> {
    const { settings, breathe } = this.#parts;
    const { root, config } = settings;
    const { open } = this.#sources;
    const disk = new NodeFileSystem(root);
    if (breathe !== undefined) await disk.listAhead(breathe);
    this.#fileSystem = new OverlaidFileSystem(disk, open);
    this.#sources = new NodeSources(root, sourcePaths(this.#fileSystem, config), open);
    this.#paths = new Set(this.#sources.paths);
    this.#ignored.clear();
    for (const path of changed) {
      const exists = this.#fileSystem.readFile(path).kind !== "missing";
      if (exists && !this.#paths.has(path)) this.#ignored.add(path);
    }
  }

  #isRegistry(path: string): boolean {
    return this.#remembered.files.some(([known]) => known === path);
  }

  async #readRegistries(): Promise<RememberedRegistries> {
    const { settings, options, pool } = this.#parts;
    const timed = { ...options, now: this.#now };
    return registriesFor(
      this.#fileSystem,
      this.#remembered,
      dayOfRegistries(settings.config, timed),
      (fileSystem) =>
        loadRegistriesFor(fileSystem, settings.config, timed, declarationsBy(pool, options)),
    );
  }

  async #update(changed: readonly string[]): Promise<void> {
    const known = changed.filter((path) => this.#paths.has(path));
    if (known.length > manyFiles) {
      await this.#reindex(known);
      return;
    }
    for (const path of known) await this.#index.update(path);
  }

  /** Builds the index anew from what it knew of the files that have not changed. */
  async #reindex(changed: readonly string[]): Promise<void> {
    const { planned, extract, breathe } = this.#parts;
    const snapshot = without(this.#index.snapshot(), new Set(changed), this.#paths);
    const input = indexInputOf({
      fileSystem: this.#fileSystem,
      sources: this.#sources,
      planned,
      remembered: this.#remembered,
      extract,
      breathe,
    });
    this.#index = await FlagIndex.build(input, snapshot);
  }
}

/** A snapshot without the files that have changed or are gone. */
function without(
  snapshot: IndexSnapshot,
  changed: ReadonlySet<string>,
  listed: ReadonlySet<string>,
): IndexSnapshot {
  const records = new Map(
    [...snapshot.records].filter(([path]) => listed.has(path) && !changed.has(path)),
  );
  return { ...snapshot, records, complete: records.size === snapshot.records.size };
}

/** Whether registries differ in what an index is made from: keys, files and scopes. */
function meanOtherwise(before: RememberedRegistries, after: RememberedRegistries): boolean {
  if (before === after) return false;
  const old = before.loaded;
  const { registries, texts } = after.loaded;
  const scopes = (all: typeof registries): ReadonlySet<string> =>
    new Set(all.map(({ path, scope }) => JSON.stringify([path, scope])));
  return (
    !sameMembers(keysOf(old.registries), keysOf(registries)) ||
    !sameMembers(new Set(old.texts.keys()), new Set(texts.keys())) ||
    !sameMembers(scopes(old.registries), scopes(registries))
  );
}

function sameMembers(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size === right.size && [...left].every((one) => right.has(one));
}
