import picomatch from "picomatch";
import type { FileFacts } from "../syntax/facts.js";
import type { PlannedMatcher } from "../syntax/plan.js";
import type { SkipReason, SourceFiles } from "../vfs/sources.js";
import { CandidateScan, WordSearch } from "./candidates.js";
import { declaredBy, derivedFrom, handedOut } from "./derive.js";
import { Linker, type LinkWorld } from "./link.js";
import type { DynamicReference, FlagReference, ReferenceView } from "./reference.js";
import { bloomWords } from "./tokenScanner.js";
import { acceptedSites, toReferences, type LinkedFile } from "./toReferences.js";
import type { FileRecord, IndexSnapshot } from "./snapshot.js";

/**
 * Extracts the facts of many files at once: here, or in parser threads. Files that cannot be read are left out.
 *
 * Given from outside, so that the compiler is loaded only when there is something to parse.
 */
export type ExtractFiles = (
  paths: readonly string[],
  planned: readonly PlannedMatcher[],
) => Promise<ReadonlyMap<string, FileFacts>>;

/** Everything an index is made from. */
export interface IndexInput {
  readonly sources: SourceFiles;
  /** From `plannedMatchers`: the user's and the adapters'. */
  readonly planned: readonly PlannedMatcher[];
  /** Every key and alias of every registry. */
  readonly keys: ReadonlySet<string>;
  readonly resolveModule: (specifier: string, from: string) => string | undefined;
  readonly hasRegistry: (path: string) => boolean;
  readonly extractFiles: ExtractFiles;
  readonly onProgress?: (phase: "scan" | "parse" | "link", done: number, total: number) => void;
  /** Told the name of each phase as it ends. */
  readonly onPhase?: (name: "scan" | "parse" | "learn" | "link") => void;
}

/** A learnt matcher can lead to others; a chain of wrappers longer than this is not followed. */
const maximumRounds = 6;
/** An import can lead from barrel to barrel; a longer chain is not followed. */
const maximumHops = 16;

/**
 * The flag references of a workspace, kept up to date file by file.
 *
 * Built in rounds: scan every file's bytes, parse the candidates, link them, learn the wrappers, flag functions and
 * constants they export, and look for those in turn until nothing new is learnt. Holds facts only, never a tree.
 */
export class FlagIndex implements ReferenceView {
  readonly #input: IndexInput;
  readonly #records = new Map<string, FileRecord>();
  readonly #linker: Linker;
  readonly #scan: CandidateScan;
  readonly #modules: ((path: string) => boolean) | null;
  #bloom: Uint32Array;
  #derived = new Map<string, PlannedMatcher>();
  #planned: ReadonlyMap<string, PlannedMatcher>;
  #ranks: ReadonlyMap<string, number>;
  /** Files whose facts linking asked for in vain. */
  readonly #missing = new Set<string>();
  #linked = new Map<string, LinkedFile>();
  #view: View | undefined;
  /** Files parsed since the index was made, and files whose facts came from a snapshot. */
  readonly counts = { parsed: 0, restored: 0 };

  private constructor(input: IndexInput) {
    this.#input = input;
    this.#bloom = new Uint32Array(Math.max(1, input.sources.paths.length) * bloomWords);
    const world: LinkWorld = {
      factsOf: (path) => this.#factsOrMissing(path),
      resolveModule: input.resolveModule,
      isKnownKey: (key) => input.keys.has(key),
      hasRegistry: input.hasRegistry,
    };
    this.#linker = new Linker(world);
    this.#scan = new CandidateScan(input.planned, input.keys);
    this.#modules = moduleTest(input.planned);
    this.#planned = new Map(input.planned.map((one) => [one.id, one]));
    this.#ranks = new Map(input.planned.map((one, rank) => [one.id, rank]));
  }

  /** Builds an index, taking over from a snapshot what still holds. */
  static async build(input: IndexInput, snapshot?: IndexSnapshot): Promise<FlagIndex> {
    const index = new FlagIndex(input);
    index.#scanAll(snapshot);
    input.onPhase?.("scan");
    await index.#extractCandidates();
    await index.#extractBesideHandedOut();
    input.onPhase?.("parse");
    await index.#learn();
    input.onPhase?.("learn");
    await index.#linkAll();
    input.onPhase?.("link");
    return index;
  }

  #scanAll(snapshot: IndexSnapshot | undefined): void {
    const { sources, onProgress } = this.#input;
    const total = sources.paths.length;
    const newWords = snapshot && new WordSearch([...this.#input.keys].filter((key) => !snapshot.keys.has(key)));
    sources.paths.forEach((path, number) => {
      if (number % 512 === 0) onProgress?.("scan", number, total);
      const kept = snapshot?.records.get(path);
      if (kept !== undefined && snapshot !== undefined) {
        const from = kept.bloomAt;
        const bloomAt = number * bloomWords;
        this.#bloom.set(snapshot.bloom.subarray(from, from + bloomWords), bloomAt);
        if (kept.candidate || !newWords?.mayStandIn(this.#bloom, bloomAt)) {
          this.#records.set(path, { ...kept, bloomAt });
          if (kept.facts !== undefined) this.counts.restored++;
          return;
        }
      }
      this.#scanFile(path, number * bloomWords);
    });
    if (snapshot !== undefined) {
      for (const one of snapshot.derived) this.#derived.set(one.id, one);
      this.#replan();
    }
  }

  #scanFile(path: string, bloomAt: number): FileRecord {
    const content = this.#input.sources.bytes(path);
    let record: FileRecord;
    if (!content.ok) {
      this.#bloom.fill(0, bloomAt, bloomAt + bloomWords);
      record = { bloomAt, candidate: false, weak: false, skipped: content.skipped };
    } else {
      const result = this.#scan.scan(content.bytes, content.length, this.#bloom, bloomAt);
      const candidate = result.candidate || (this.#modules?.(path) ?? false);
      record = { bloomAt, candidate, weak: result.weak };
    }
    this.#records.set(path, record);
    return record;
  }

  async #extractCandidates(): Promise<void> {
    const wanted: string[] = [];
    for (const [path, record] of this.#records) {
      if (record.candidate && record.facts === undefined) wanted.push(path);
    }
    await this.#extract(wanted);
  }

  /**
   * A file may call a client that another file made and exported, without naming the SDK. Such files hold a common
   * method name of the SDK and the exported name.
   */
  async #extractBesideHandedOut(): Promise<void> {
    const packages = new Set(this.#input.planned.flatMap((one) => one.matcher.from ?? []));
    const names = await this.#complete(() =>
      [...this.#records].flatMap(([path, { facts }]) =>
        facts === undefined ? [] : handedOut(path, facts, packages, this.#linker),
      ),
    );
    if (names.length === 0) return;
    const found = this.#filesWith(names, []);
    const unread = found.filter((path) => {
      const record = this.#records.get(path);
      return record?.weak === true && record.facts === undefined;
    });
    await this.#extract(unread);
  }

  async #extract(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    const extracted = await this.#input.extractFiles(paths, [...this.#planned.values()]);
    for (const [path, facts] of extracted) {
      const record = this.#records.get(path);
      if (record === undefined) continue;
      this.counts.parsed++;
      record.facts = facts;
      this.#linked.delete(path);
    }
  }

  /** A barrel or a constants file need not be a candidate itself; linking tells that it is needed. */
  #factsOrMissing(path: string): FileFacts | undefined {
    const record = this.#records.get(path);
    if (record?.facts === undefined && record?.skipped === undefined && record) {
      this.#missing.add(path);
    }
    return record?.facts;
  }

  /** Repeats a piece of linking until no file is missing for it. */
  async #complete<T>(link: () => T): Promise<T> {
    for (let hop = 0; ; hop++) {
      this.#missing.clear();
      const result = link();
      const wanted = [...this.#missing].sort();
      if (wanted.length === 0 || hop === maximumHops) return result;
      await this.#extract(wanted);
      for (const path of wanted) this.#giveUpUnread(path);
    }
  }

  /** A file that could not be extracted is not asked for again. */
  #giveUpUnread(path: string): void {
    const record = this.#records.get(path);
    if (record?.facts === undefined && record) {
      this.#records.set(path, { ...record, skipped: "unreadable" });
    }
  }

  /** Learns wrappers, flag functions and constants until nothing new turns up. */
  async #learn(): Promise<void> {
    for (let round = 0; round < maximumRounds; round++) {
      this.#input.onProgress?.("link", round, maximumRounds);
      const learnt = await this.#complete(() => this.#deriveAll());
      const added = [...learnt].filter(([id, one]) => !sameMatcher(this.#derived.get(id), one));
      const removed = [...this.#derived.keys()].filter((id) => !learnt.has(id));
      if (added.length === 0 && removed.length === 0) return;
      this.#derived = learnt;
      this.#replan();
      const names = added.flatMap(([, one]) => namesToFind(one));
      await this.#extract(this.#filesWith(names, removed));
    }
  }

  #deriveAll(): Map<string, PlannedMatcher> {
    const learnt = new Map<string, PlannedMatcher>();
    for (const path of this.#input.sources.paths) {
      const facts = this.#records.get(path)?.facts;
      if (facts === undefined) continue;
      for (const one of this.#derivedOf(path, facts)) learnt.set(one.id, one);
    }
    return learnt;
  }

  #derivedOf(path: string, facts: FileFacts): PlannedMatcher[] {
    const accepted = acceptedSites(path, facts, this.#planned, this.#linker);
    return [
      ...declaredBy(path, facts, this.#input.planned, this.#linker),
      ...derivedFrom(path, facts, accepted, this.#linker),
    ];
  }

  /** Files that hold one of the names, or that were extracted with a matcher that is gone. */
  #filesWith(names: readonly string[], removed: readonly string[]): string[] {
    const search = new WordSearch(names);
    const gone = new Set(removed);
    const found: string[] = [];
    for (const path of this.#input.sources.paths) {
      const record = this.#records.get(path);
      if (record === undefined || record.skipped !== undefined) continue;
      const stale = record.facts?.sites.some((site) => gone.has(site.matcher)) ?? false;
      if (!stale && !search.mayStandIn(this.#bloom, record.bloomAt)) continue;
      const content = this.#input.sources.bytes(path);
      if (!content.ok) continue;
      if (stale || search.find(content.bytes, content.length).length > 0) found.push(path);
    }
    return found;
  }

  #replan(): void {
    const all = [...this.#input.planned, ...this.#derived.values()];
    this.#planned = new Map(all.map((one) => [one.id, one]));
    this.#ranks = new Map(all.map((one, rank) => [one.id, rank]));
  }

  async #linkAll(): Promise<void> {
    await this.#complete(() => {
      this.#linked.clear();
      for (const path of this.#input.sources.paths) this.#linkFile(path);
    });
    this.#view = undefined;
  }

  #linkFile(path: string): void {
    const facts = this.#records.get(path)?.facts;
    if (facts === undefined || facts.sites.length === 0) {
      this.#linked.delete(path);
      return;
    }
    const accepted = acceptedSites(path, facts, this.#planned, this.#linker);
    this.#linked.set(path, toReferences(path, accepted, this.#ranks, this.#linker));
  }

  /**
   * Takes in one changed file (its new bytes come from the sources). Only that file is parsed again, unless it now
   * exports other wrappers or flags, which sends the index looking for those names.
   */
  async update(path: string): Promise<void> {
    const record = this.#records.get(path);
    if (record === undefined) return;
    const before = interfaceOf(record.facts);
    const known = this.#derivedIdsOf(path);
    const wasRead = record.facts !== undefined;
    const fresh = this.#scanFile(path, record.bloomAt);
    if (fresh.skipped === undefined && (fresh.candidate || wasRead || this.#holdsLearntName(fresh))) {
      await this.#extract([path]);
    }
    const facts = this.#records.get(path)?.facts;
    const derived =
      facts === undefined ? [] : await this.#complete(() => this.#derivedOf(path, facts));
    const changed =
      derived.length !== known.length ||
      derived.some((one) => !sameMatcher(this.#derived.get(one.id), one));
    if (changed) await this.#learn();
    if (changed || interfaceOf(facts) !== before) await this.#linkAll();
    else {
      await this.#complete(() => {
        this.#linkFile(path);
      });
    }
    this.#view = undefined;
  }

  #derivedIdsOf(path: string): string[] {
    return [...this.#derived.values()].filter((one) => one.target?.file === path).map((one) => one.id);
  }

  #holdsLearntName(record: FileRecord): boolean {
    if (this.#derived.size === 0) return false;
    const names = [...this.#derived.values()].flatMap(namesToFind);
    return new WordSearch(names).mayStandIn(this.#bloom, record.bloomAt);
  }

  get references(): readonly FlagReference[] {
    return this.#made().references;
  }

  get dynamicReferences(): readonly DynamicReference[] {
    return this.#made().dynamic;
  }

  referencesTo(flagKey: string): readonly FlagReference[] {
    return this.#made().byKey.get(flagKey) ?? [];
  }

  lineStarts(path: string): ArrayLike<number> | undefined {
    return this.#records.get(path)?.facts?.lineStarts;
  }

  /** Facts of a file that was worth parsing. */
  factsOf(path: string): FileFacts | undefined {
    return this.#records.get(path)?.facts;
  }

  /** Every file that could not be read or parsed, with why. */
  skippedFiles(): { path: string; reason: SkipReason | "unparsable"; detail?: string }[] {
    const skipped: { path: string; reason: SkipReason | "unparsable"; detail?: string }[] = [];
    for (const [path, record] of this.#records) {
      if (record.skipped !== undefined) skipped.push({ path, reason: record.skipped });
      const failure = record.facts?.failure;
      if (failure !== undefined) skipped.push({ path, reason: "unparsable", detail: failure });
    }
    return skipped.sort((left, right) => (left.path < right.path ? -1 : 1));
  }

  /** Number of files that were worth parsing. */
  get candidateCount(): number {
    let count = 0;
    for (const record of this.#records.values()) if (record.facts !== undefined) count++;
    return count;
  }

  /** What a later build may take over. */
  snapshot(): IndexSnapshot {
    return {
      keys: this.#input.keys,
      derived: [...this.#derived.values()],
      records: this.#records,
      bloom: this.#bloom,
    };
  }

  #made(): View {
    if (this.#view !== undefined) return this.#view;
    const references: FlagReference[] = [];
    const dynamic: DynamicReference[] = [];
    const byKey = new Map<string, FlagReference[]>();
    for (const path of [...this.#linked.keys()].sort()) {
      const linked = this.#linked.get(path);
      references.push(...(linked?.references ?? []));
      dynamic.push(...(linked?.dynamicReferences ?? []));
    }
    for (const one of references) {
      const list = byKey.get(one.flagKey);
      if (list === undefined) byKey.set(one.flagKey, [one]);
      else list.push(one);
    }
    this.#view = { references, dynamic, byKey };
    return this.#view;
  }
}

interface View {
  readonly references: readonly FlagReference[];
  readonly dynamic: readonly DynamicReference[];
  readonly byKey: ReadonlyMap<string, readonly FlagReference[]>;
}

/** What other files can see of a file; when it is unchanged, they need not be linked again. */
function interfaceOf(facts: FileFacts | undefined): string {
  if (facts === undefined) return "";
  const { exports, constants, origins, imports, declarations, functions } = facts;
  return JSON.stringify([exports, constants, origins, imports, declarations, functions.map((one) => one.name)]);
}

function sameMatcher(left: PlannedMatcher | undefined, right: PlannedMatcher): boolean {
  return left !== undefined && JSON.stringify(left) === JSON.stringify(right);
}

/** The words that lead to a learnt matcher's uses. */
function namesToFind(planned: PlannedMatcher): readonly string[] {
  const { matcher, target } = planned;
  if (matcher.kind === "method") return matcher.methods;
  if (matcher.kind === "call") return matcher.names;
  return target === undefined ? [] : [target.name];
}

function moduleTest(planned: readonly PlannedMatcher[]): ((path: string) => boolean) | null {
  const globs = planned.flatMap(({ matcher }) =>
    matcher.kind === "function" || (matcher.kind === "constant" && matcher.initializers === undefined)
      ? matcher.modules
      : [],
  );
  return globs.length === 0 ? null : picomatch([...globs]);
}
