import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { buildFingerprint } from "./buildFingerprint.js";
import { readChecked, writeChecked } from "./checkedFile.js";
import type { LinkedFile } from "../index/toReferences.js";
import type { Breathe } from "../index/indexInput.js";
import type { FileRecord, IndexSnapshot } from "../index/snapshot.js";
import { bloomWords } from "../index/tokenScanner.js";
import type { PlannedMatcher } from "../syntax/plan.js";
import type { SourceFiles } from "../vfs/sources.js";
import type { RememberedRegistries } from "./rememberedRegistries.js";

/** A file changed within this many milliseconds of the cache may have changed again unseen, as git knows. */
const racyMilliseconds = 2_000;

interface Stamp {
  readonly size: number;
  readonly modified: number;
  readonly hash: string;
}

interface CacheContent {
  readonly settings: string;
  readonly written: number;
  readonly keys: readonly string[];
  readonly derived: readonly PlannedMatcher[];
  readonly handedOut: readonly string[];
  readonly linked: ReadonlyMap<string, LinkedFile>;
  readonly circumstances: string;
  readonly files: readonly (readonly [string, Stamp, FileRecord])[];
  readonly bloom: Uint32Array;
  readonly registries: RememberedRegistries | undefined;
}

/** What an index was made from. */
interface WriteCircumstances {
  readonly sources: SourceFiles;
  readonly registries: RememberedRegistries;
  /** In milliseconds, as `Date.now()` tells it. */
  readonly begun: number;
  readonly breathe?: Breathe | undefined;
}

/** The index on disk. */
export class IndexCache {
  readonly #file: string;
  readonly #root: string;
  readonly #settings: string;
  readonly #stamps = new Map<string, Stamp>();
  #content: CacheContent | null | undefined;

  /** `settings` is everything but file contents and keys that facts depend on; the build of the core is added. */
  constructor(file: string, root: string, settings: string) {
    this.#file = file;
    this.#root = root;
    this.#settings = createHash("sha256").update(settings).update(buildFingerprint()).digest("hex");
  }

  /**
   * What still holds of the last index: the records of files whose size and time are the same, or whose content is.
   * Undefined when there is no cache, or it is of another version or configuration, or damaged.
   */
  async read(sources: SourceFiles, breathe?: Breathe): Promise<IndexSnapshot | undefined> {
    const content = this.#load();
    if (content === undefined) return undefined;
    const records = new Map<string, FileRecord>();
    const wanted = new Set(sources.paths);
    for (const [path, stamp, record] of content.files) {
      if (!wanted.has(path)) continue;
      const pause = breathe?.();
      if (pause !== undefined) await pause;
      const current = this.#unchanged(path, stamp, content.written, sources);
      if (current === undefined) continue;
      this.#stamps.set(path, current);
      records.set(path, record);
    }
    const { derived, bloom, handedOut, linked, circumstances } = content;
    const complete = records.size === content.files.length;
    const keys = new Set(content.keys);
    return { keys, derived, records, bloom, handedOut, linked, circumstances, complete };
  }

  /** Whether there is a file at all; it may still not hold. */
  get exists(): boolean {
    return existsSync(this.#file);
  }

  /** The registries of the last run, with what they were read from. */
  get registries(): RememberedRegistries | undefined {
    return this.#load()?.registries;
  }

  /**
   * Writes the index in the place of the old one. A file that was written after the index began to be made, at `begun`,
   * is left out: the index may know what it held before.
   */
  async write(
    snapshot: IndexSnapshot,
    { sources, registries, begun, breathe }: WriteCircumstances,
  ): Promise<void> {
    const files: (readonly [string, Stamp, FileRecord])[] = [];
    for (const path of sources.paths) {
      const pause = breathe?.();
      if (pause !== undefined) await pause;
      const record = snapshot.records.get(path);
      const stamp = this.#stamps.get(path) ?? this.#stampOf(path, sources);
      if (record === undefined || stamp === undefined || stamp.modified > begun) continue;
      files.push([path, stamp, record]);
    }
    const content: CacheContent = {
      settings: this.#settings,
      written: Date.now(),
      keys: [...snapshot.keys],
      derived: snapshot.derived,
      handedOut: snapshot.handedOut,
      linked: snapshot.linked,
      circumstances: snapshot.circumstances,
      files,
      bloom: snapshot.bloom.slice(0, sources.paths.length * bloomWords),
      registries,
    };
    writeChecked(this.#file, content);
  }

  /** Base64 SHA-1 of a file's bytes as the index saw them, or why the file is left out. */
  hashOf(path: string, sources: SourceFiles): string {
    return this.#stamps.get(path)?.hash ?? hashOf(path, sources);
  }

  #load(): CacheContent | undefined {
    this.#content ??= this.#readContent() ?? null;
    return this.#content ?? undefined;
  }

  #readContent(): CacheContent | undefined {
    const content = readChecked(this.#file) as CacheContent | undefined;
    return content?.settings === this.#settings ? content : undefined;
  }

  #unchanged(path: string, stamp: Stamp, written: number, sources: SourceFiles): Stamp | undefined {
    const status = statusOf(this.#root, path);
    if (status?.size !== stamp.size) return undefined;
    const settled = stamp.modified < written - racyMilliseconds;
    if (status.modified === stamp.modified && settled) return stamp;
    const hash = hashOf(path, sources);
    return hash === stamp.hash ? { ...stamp, modified: status.modified } : undefined;
  }

  #stampOf(path: string, sources: SourceFiles): Stamp | undefined {
    const status = statusOf(this.#root, path);
    return status && { ...status, hash: hashOf(path, sources) };
  }
}

function statusOf(root: string, path: string): { size: number; modified: number } | undefined {
  const status = statSync(`${root}/${path}`, { throwIfNoEntry: false });
  return status && { size: status.size, modified: status.mtimeMs };
}

/** Base64 SHA-1 of a file's bytes, or why they are not read. */
export function hashOf(path: string, sources: SourceFiles): string {
  const content = sources.bytes(path);
  if (!content.ok) return content.skipped;
  return createHash("sha1").update(content.bytes.subarray(0, content.length)).digest("base64");
}
