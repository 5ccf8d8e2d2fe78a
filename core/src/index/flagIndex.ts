import type { FileFacts } from "../syntax/facts.js";
import { isLocalName, type PlannedMatcher } from "../syntax/plan.js";
import { camelLookup } from "./camelKeys.js";
import { declaredBy, derivedFrom, handedOut } from "./derive.js";
import { withExportedNames } from "./exportedNames.js";
import { FileRecords } from "./fileRecords.js";
import {
  interfaceOf,
  namesToFind,
  sameBeforeExports,
  sameMatcher,
  teacherOf,
} from "./learntMatchers.js";
import { Linker } from "./link.js";
import type { DynamicReference, FlagReference, ReferenceView } from "../reference/model.js";
import type { IndexInput, SkippedFile } from "./indexInput.js";
import type { FileRecord, IndexSnapshot } from "./snapshot.js";
import { acceptedSites, toReferences, type LinkedFile } from "./toReferences.js";
import { Namings } from "./namings.js";
import { ParseBatches } from "./parseBatches.js";
import { handedOnAs, namesByPackage, renamedBy } from "./packageNames.js";
import { viewOf, type LinkedView } from "./linkedView.js";
import type { TextBeside } from "./viewBeside.js";
import { commonWordsOf } from "./vocabulary.js";

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
  readonly #records: FileRecords;
  readonly #linker: Linker;
  #derived = new Map<string, PlannedMatcher>();
  #planned: ReadonlyMap<string, PlannedMatcher> = new Map();
  /** The same in order; the identity tells an extractor whether anything changed. */
  #plannedList: readonly PlannedMatcher[] = [];
  #ranks: ReadonlyMap<string, number> = new Map();
  /** Names under which files export what comes from an SDK. */
  #handedOut: ReadonlySet<string> = new Set();
  /** The same as the snapshot had them: files that it has were searched for these already. */
  #handedOutBefore: ReadonlySet<string> = new Set();
  /** Files whose facts linking asked for in vain. */
  readonly #missing = new Set<string>();
  readonly #linked = new Map<string, LinkedFile>();
  #view: LinkedView | undefined;
  readonly #namings = new Namings();
  /** The snapshot held in everything, so that writing it again would change nothing. */
  tookOverAll = false;
  /** Files parsed since the index was made, and files whose facts came from a snapshot. */
  readonly counts = { parsed: 0, restored: 0 };

  private constructor(input: IndexInput) {
    this.#input = input;
    this.#records = new FileRecords(input.sources, input.planned, input.keys);
    this.#linker = new Linker({
      factsOf: (path) => this.#factsOrMissing(path),
      isParsed: (path) => this.#records.get(path)?.facts !== undefined,
      mayExport: (path, name) => this.#records.mayExport(path, name),
      mayHandOut: (path, name) => this.#mayHandOut(path, name),
      resolveModule: input.resolveModule,
      isKnownKey: (key) => input.keys.has(key),
      keyOfCamelName: camelLookup(input.keys),
      hasRegistry: input.hasRegistry,
    });
    this.#replan();
  }

  /** Builds an index, taking over from a snapshot what still holds. */
  static async build(input: IndexInput, snapshot?: IndexSnapshot): Promise<FlagIndex> {
    const index = new FlagIndex(input);
    const candidates = await index.#scan(snapshot);
    input.onPhase?.("scan");
    if (snapshot !== undefined && index.#holds(snapshot)) {
      for (const [path, linked] of snapshot.linked) index.#linked.set(path, linked);
      index.#handedOut = new Set(snapshot.handedOut);
      index.#settle();
      index.tookOverAll = true;
      return index;
    }
    index.#handedOutBefore = new Set(snapshot?.handedOut);
    await candidates.rest();
    await index.#extract(index.#unparsedFiles());
    await index.#extractBesideHandedOut();
    input.onPhase?.("parse");
    await index.#learn();
    input.onPhase?.("learn");
    await index.#linkAll();
    index.#settle();
    input.onPhase?.("link");
    return index;
  }

  /** Whether nothing that references depend on has changed since the snapshot. */
  #holds(snapshot: IndexSnapshot): boolean {
    const { keys, circumstances = "" } = this.#input;
    const sameKeys =
      keys.size === snapshot.keys.size && [...keys].every((key) => snapshot.keys.has(key));
    const sameFiles = snapshot.complete && this.#records.fresh.size === 0;
    return sameKeys && sameFiles && circumstances === snapshot.circumstances;
  }

  /** Scans the files and sends candidates off to be parsed while it goes on. */
  async #scan(snapshot: IndexSnapshot | undefined): Promise<ParseBatches> {
    const { keys, sources, onProgress, breathe } = this.#input;
    for (const one of snapshot?.derived ?? []) this.#derived.set(one.id, one);
    this.#replan();
    const newKeys =
      snapshot === undefined ? [] : [...keys].filter((key) => !snapshot.keys.has(key));
    const candidates = new ParseBatches((paths) => this.#extract(paths));
    const onScanned = (path: string, record: FileRecord): void => {
      const { size } = this.#records.fresh;
      if (size % 512 === 0) onProgress?.("scan", size, sources.paths.length);
      if (record.candidate) candidates.add(path);
    };
    this.counts.restored = await this.#records.scanAll(snapshot, newKeys, onScanned, breathe);
    return candidates;
  }

  /** Of the files that were scanned just now and are no candidates: those that hold a name learnt before. */
  #unparsedFiles(): string[] {
    const names = [...this.#derived.values()].flatMap(namesToFind);
    if (names.length === 0) return [];
    const holders = this.#records.filesWith(names, () => false, this.#records.fresh);
    return holders.filter((path) => this.#records.get(path)?.facts === undefined);
  }

  /**
   * A file may call a client that another file made and exported, without naming the SDK. Such files hold a common
   * method name of the SDK and the exported name; files on the way hold the name in a list of exports.
   */
  async #extractBesideHandedOut(): Promise<void> {
    const packages = namesByPackage(this.#input.planned);
    this.#handedOut = new Set();
    for (let round = 0; round < maximumRounds; round++) {
      const names = await this.#complete(() =>
        [...this.#records.all].flatMap(([path, { facts }]) =>
          facts === undefined ? [] : handedOut(path, facts, packages, this.#linker),
        ),
      );
      if (names.every((name) => this.#handedOut.has(name))) return;
      this.#handedOut = new Set([...this.#handedOut, ...names]);
      await this.#extract(this.#filesBesideHandedOut());
    }
  }

  /** From here on, only what changes is new. */
  #settle(): void {
    this.#handedOutBefore = this.#handedOut;
    this.#records.fresh.clear();
  }

  #filesBesideHandedOut(): string[] {
    const names = [...this.#handedOut];
    const unseen = names.filter((name) => !this.#handedOutBefore.has(name));
    const never = (): boolean => false;
    const found = [
      ...(unseen.length === 0 ? [] : this.#records.filesWith(unseen, never)),
      ...this.#records.filesWith(names, never, this.#records.fresh),
    ].filter((path) => this.#records.get(path)?.facts === undefined);
    const words = commonWordsOf(this.#input.planned, this.#records.usedPackages());
    return this.#records.filesWith(words, (record) => record.list, new Set(found));
  }

  /** Only a file that was parsed, or a name that some parsed file hands out, can lead to an SDK. */
  #mayHandOut(path: string, name: string): boolean {
    if (this.#records.get(path)?.facts !== undefined || this.#handedOut.has(name)) return true;
    return name === "default" && this.#handedOut.size > 0;
  }

  async #extract(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    const extracted = await this.#input.extractFiles(paths, this.#plannedList);
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
    if (record !== undefined && record.facts === undefined && record.skipped === undefined) {
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
      for (const path of wanted) {
        if (this.#records.get(path)?.facts === undefined) this.#records.giveUp(path, "unreadable");
      }
    }
  }

  /** Learns wrappers, flag functions and constants until nothing new turns up. */
  async #learn(): Promise<void> {
    for (let round = 0; round < maximumRounds; round++) {
      this.#input.onProgress?.("link", round, maximumRounds);
      const learnt = await this.#complete(() => this.#deriveAll());
      const added = [...learnt.values()].filter(
        (one) => !sameMatcher(this.#derived.get(one.id), one),
      );
      const gone = new Set([...this.#derived.keys()].filter((id) => !learnt.has(id)));
      if (added.length === 0 && gone.size === 0) return;
      this.#derived = learnt;
      this.#replan();
      const usesGone = (record: FileRecord): boolean =>
        gone.size > 0 && (record.facts?.sites.some((site) => gone.has(site.matcher)) ?? false);
      const local = added.flatMap(({ target }) =>
        target !== undefined && isLocalName(target.name) ? [target.file] : [],
      );
      const holders = this.#records.filesWith(added.flatMap(namesToFind), usesGone);
      await this.#extract([...new Set([...holders, ...local])]);
    }
  }

  #deriveAll(): Map<string, PlannedMatcher> {
    const learnt = new Map<string, PlannedMatcher>();
    const parsed = this.#input.sources.paths.flatMap((path) => {
      const facts = this.#records.get(path)?.facts;
      return facts === undefined ? [] : [[path, facts] as const];
    });
    for (const [path, facts] of parsed) {
      for (const one of this.#derivedOf(path, facts)) learnt.set(one.id, one);
    }
    return withExportedNames(learnt, parsed, this.#linker);
  }

  #derivedOf(path: string, facts: FileFacts): PlannedMatcher[] {
    const accepted = acceptedSites(path, facts, this.#planned, this.#linker);
    return [
      ...declaredBy(path, facts, this.#input.planned, this.#linker),
      ...handedOnAs(path, facts, this.#input.planned, this.#linker),
      ...renamedBy(path, facts, this.#input.planned, this.#linker),
      ...derivedFrom(path, facts, accepted, this.#linker),
    ];
  }

  #replan(): void {
    const all = [...this.#input.planned, ...this.#derived.values()];
    this.#plannedList = all;
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
    this.#linked.set(path, this.#linkedTo(path, facts));
  }

  #linkedTo(path: string, facts: FileFacts): LinkedFile {
    const accepted = acceptedSites(path, facts, this.#planned, this.#linker);
    const declaresFlags = this.#input.registryFiles?.has(path) ?? false;
    return toReferences(path, accepted, { ranks: this.#ranks, declaresFlags }, this.#linker);
  }

  /**
   * Takes in one changed file (its new bytes come from the sources). Only that file is parsed again, unless it now
   * exports other wrappers or flags, which sends the index looking for those names.
   */
  async update(path: string): Promise<void> {
    const before = this.#records.get(path);
    if (before === undefined) return;
    this.#namings.forget(path);
    const exported = interfaceOf(before.facts);
    const known = [...this.#derived.values()].filter((one) => teacherOf(one) === path);
    const fresh = this.#records.rescan(path);
    if (fresh?.skipped === undefined && this.#isWorthParsing(path, fresh, before)) {
      await this.#extract([path]);
    }
    const facts = this.#records.get(path)?.facts;
    const derived =
      facts === undefined ? [] : await this.#complete(() => this.#derivedOf(path, facts));
    const changed =
      derived.length !== known.length ||
      derived.some((one) => !sameBeforeExports(this.#derived.get(one.id), one));
    // What a file exports decides what others wrap and mean; what it learns decides what others hold.
    if (changed || interfaceOf(facts) !== exported) {
      this.#records.fresh.add(path);
      await this.#extractBesideHandedOut();
      await this.#learn();
      await this.#linkAll();
      this.#settle();
    } else {
      await this.#complete(() => {
        this.#linkFile(path);
      });
    }
    this.#view = undefined;
  }

  #isWorthParsing(path: string, fresh: FileRecord | undefined, before: FileRecord): boolean {
    if (fresh?.candidate === true || before.facts !== undefined) return true;
    const names = [...this.#derived.values()].flatMap(namesToFind);
    return this.#records.mayHoldAny(path, names);
  }

  /** What a file would hold with another text, or a text that is no file; nothing is taken in. */
  async peek(path: string, text: string): Promise<TextBeside | undefined> {
    const texts = new Map([[path, text]]);
    const extracted = await this.#input.extractFiles([path], this.#plannedList, texts);
    const facts = extracted.get(path);
    return facts && { path, lineStarts: facts.lineStarts, ...this.#linkedTo(path, facts) };
  }

  get references(): readonly FlagReference[] {
    return this.#made().references;
  }

  get dynamicReferences(): readonly DynamicReference[] {
    return this.#made().dynamicReferences;
  }

  referencesTo(flagKey: string): readonly FlagReference[] {
    return this.#made().byKey.get(flagKey) ?? [];
  }

  filesNamingAny(words: readonly string[]): readonly string[] {
    return this.#records.filesWith(words, () => false);
  }

  mayExport(path: string, name: string): boolean {
    return this.#records.mayExport(path, name);
  }

  filesCalled(pattern: RegExp): readonly string[] {
    return [...this.#records.all.keys()].filter((path) => pattern.test(path)).sort();
  }

  filesNaming(words: readonly string[]): ReadonlyMap<string, readonly string[]> {
    return this.#namings.filesNaming(words, this.#records);
  }

  lineStarts(path: string): ArrayLike<number> | undefined {
    return this.#records.get(path)?.facts?.lineStarts;
  }

  /** Facts of a file that was worth parsing. */
  factsOf(path: string): FileFacts | undefined {
    return this.#records.get(path)?.facts;
  }

  /** Every file that could not be read or parsed, by path, with why. */
  skippedFiles(): SkippedFile[] {
    return this.#records.skippedFiles();
  }

  /** Number of files that were worth parsing. */
  get candidateCount(): number {
    return this.#records.parsedCount;
  }

  /** What a later build may take over. */
  snapshot(): IndexSnapshot {
    return {
      keys: this.#input.keys,
      derived: [...this.#derived.values()],
      records: this.#records.all,
      bloom: this.#records.bloom,
      handedOut: [...this.#handedOut],
      linked: this.#linked,
      circumstances: this.#input.circumstances ?? "",
      complete: true,
    };
  }

  #made(): LinkedView {
    return (this.#view ??= viewOf(this.#linked));
  }
}
