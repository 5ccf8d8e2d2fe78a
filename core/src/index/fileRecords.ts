import picomatch from "picomatch";
import type { PlannedMatcher } from "../syntax/plan.js";
import type { SkipReason, SourceFiles } from "../vfs/sources.js";
import { CandidateScan, WordSearch } from "./candidates.js";
import type { FileRecord, IndexSnapshot } from "./snapshot.js";
import type { Breathe, SkippedFile } from "./indexInput.js";
import { bloomWords, hashOfWord, mayHold } from "./tokenScanner.js";

/** What the index knows of every source file: the outcome of its scan, its bloom filter, and its facts once parsed. */
export class FileRecords {
  readonly #sources: SourceFiles;
  readonly #scan: CandidateScan;
  readonly #isFlagModule: (path: string) => boolean;
  readonly #records = new Map<string, FileRecord>();
  readonly #hashes = new Map<string, number | null>();
  readonly bloom: Uint32Array;
  /** Files scanned by `scanAll` rather than taken from its snapshot, in order of path. */
  readonly fresh = new Set<string>();

  constructor(sources: SourceFiles, planned: readonly PlannedMatcher[], keys: Iterable<string>) {
    this.#sources = sources;
    this.#scan = new CandidateScan(planned, keys);
    this.#isFlagModule = flagModules(planned);
    this.bloom = new Uint32Array(Math.max(1, sources.paths.length) * bloomWords);
  }

  get(path: string): FileRecord | undefined {
    return this.#records.get(path);
  }

  get all(): ReadonlyMap<string, FileRecord> {
    return this.#records;
  }

  /**
   * Scans every file, but those that the snapshot has and that none of `newKeys` may stand in, telling each as it is
   * scanned. Answers how many files kept their facts.
   */
  async scanAll(
    snapshot: IndexSnapshot | undefined,
    newKeys: readonly string[],
    onScanned: (path: string, record: FileRecord) => void,
    breathe?: Breathe,
  ): Promise<number> {
    const search = new WordSearch(newKeys);
    let restored = 0;
    for (const [number, path] of this.#sources.paths.entries()) {
      const pause = breathe?.();
      if (pause !== undefined) await pause;
      const bloomAt = number * bloomWords;
      const kept = snapshot?.records.get(path);
      if (kept !== undefined && snapshot !== undefined) {
        this.bloom.set(snapshot.bloom.subarray(kept.bloomAt, kept.bloomAt + bloomWords), bloomAt);
        if (kept.candidate || !search.mayStandIn(this.bloom, bloomAt)) {
          this.#records.set(path, { ...kept, bloomAt });
          if (kept.facts !== undefined) restored++;
          continue;
        }
      }
      this.fresh.add(path);
      onScanned(path, this.#scanAt(path, bloomAt));
    }
    return restored;
  }

  /** Scans one file again and forgets its facts. */
  rescan(path: string): FileRecord | undefined {
    const record = this.#records.get(path);
    return record && this.#scanAt(path, record.bloomAt);
  }

  #scanAt(path: string, bloomAt: number): FileRecord {
    const content = this.#sources.bytes(path);
    let record: FileRecord;
    if (content.ok) {
      const { candidate, packages, star, list } = this.#scan.scan(
        content.bytes,
        content.length,
        this.bloom,
        bloomAt,
      );
      record = { bloomAt, candidate: candidate || this.#isFlagModule(path), packages, star, list };
    } else {
      this.bloom.fill(0, bloomAt, bloomAt + bloomWords);
      const skipped = content.skipped;
      record = { bloomAt, candidate: false, packages: [], star: false, list: false, skipped };
    }
    this.#records.set(path, record);
    return record;
  }

  /** Number of files that have facts. */
  get parsedCount(): number {
    let count = 0;
    for (const record of this.#records.values()) if (record.facts !== undefined) count++;
    return count;
  }

  /** The SDKs' packages that any file names. */
  usedPackages(): Set<string> {
    const used = new Set<string>();
    for (const { packages } of this.#records.values()) for (const one of packages) used.add(one);
    return used;
  }

  /** Files that people may have written and that went unread. */
  unreadPaths(): string[] {
    return this.#sources.paths.filter((path) => {
      const skipped = this.#records.get(path)?.skipped;
      return skipped === "too-large" || skipped === "unreadable";
    });
  }

  /** Files that could not be read or parsed, with why. */
  skippedFiles(): SkippedFile[] {
    return this.#sources.paths.flatMap((path): SkippedFile[] => {
      const record = this.#records.get(path);
      if (record?.skipped !== undefined) return [{ path, reason: record.skipped }];
      const detail = record?.facts?.failure;
      return detail === undefined ? [] : [{ path, reason: "unparsable", detail }];
    });
  }

  /** Notes that a file cannot be parsed after all, so that it is not asked for again. */
  giveUp(path: string, skipped: SkipReason): void {
    const record = this.#records.get(path);
    if (record !== undefined) this.#records.set(path, { ...record, skipped });
  }

  /** False when the file certainly exports nothing of that name. */
  mayExport(path: string, name: string): boolean {
    const record = this.#records.get(path);
    if (record === undefined || record.facts !== undefined || record.star) return true;
    return (
      name === "default" || name === "*" || mayHold(this.bloom, record.bloomAt, this.#hashOf(name))
    );
  }

  #hashOf(word: string): number | null {
    let hash = this.#hashes.get(word);
    if (hash === undefined) {
      hash = hashOfWord(word);
      this.#hashes.set(word, hash);
    }
    return hash;
  }

  /** Files, of all or of `among`, that hold one of the words as a whole token, or that `always` asks for. */
  filesWith(
    words: readonly string[],
    always: (record: FileRecord) => boolean,
    among: Iterable<string> = this.#sources.paths,
  ): string[] {
    const search = new WordSearch(words);
    return [...among].filter((path) => {
      const record = this.#records.get(path);
      if (record === undefined || record.skipped !== undefined) return false;
      if (always(record)) return true;
      if (!search.mayStandIn(this.bloom, record.bloomAt)) return false;
      const content = this.#sources.bytes(path);
      return content.ok && search.standsIn(content.bytes, content.length);
    });
  }

  /** Whether one file may hold one of the words. */
  mayHoldAny(path: string, words: readonly string[]): boolean {
    const record = this.#records.get(path);
    return record !== undefined && new WordSearch(words).mayStandIn(this.bloom, record.bloomAt);
  }
}

/** Modules in which the user declares flags as functions or constants are parsed whatever they hold. */
function flagModules(planned: readonly PlannedMatcher[]): (path: string) => boolean {
  const globs = planned.flatMap(({ matcher }) => {
    const declares = matcher.kind === "constant" && matcher.initializers === undefined;
    return matcher.kind === "function" || declares ? matcher.modules : [];
  });
  return globs.length === 0 ? () => false : picomatch([...globs]);
}
