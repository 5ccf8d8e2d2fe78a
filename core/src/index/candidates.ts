import type { PlannedMatcher } from "../syntax/plan.js";
import { hashOfWord, mayHold, TokenScanner, bloomWords } from "./tokenScanner.js";
import {
  variablePattern,
  vocabularyOf,
  type EntryKind,
  type VocabularyEntry,
} from "./vocabulary.js";

/** What one pass over a file's bytes told. */
export interface ScanResult {
  /** Worth parsing. */
  readonly candidate: boolean;
  /** The SDKs' packages that it names. */
  readonly packages: readonly string[];
  /** Hands on everything that some other file exports. */
  readonly star: boolean;
  /** Exports a list of names, which may be another file's. */
  readonly list: boolean;
}

const latin = new TextDecoder("latin1");

/** Decides from its bytes whether a file can hold flag references or what they are made of. */
export class CandidateScan {
  readonly #entries: readonly VocabularyEntry[];
  readonly #scanner: TokenScanner;
  readonly #variables: RegExp | null;

  constructor(planned: readonly PlannedMatcher[], keys: Iterable<string>) {
    this.#entries = vocabularyOf(planned, keys);
    this.#scanner = new TokenScanner(this.#entries);
    this.#variables = variablePattern(planned);
  }

  /** Scans `bytes[0, length)`; fills the bloom filter that starts at word `bloomAt`. */
  scan(bytes: Uint8Array, length: number, bloom: Uint32Array, bloomAt: number): ScanResult {
    bloom.fill(0, bloomAt, bloomAt + bloomWords);
    const kinds = new Set<EntryKind>();
    const words = new Set<string>();
    const packages: string[] = [];
    const besides: string[] = [];
    for (const index of this.#scanner.scan(bytes, length, bloom, bloomAt)) {
      const entry = this.#entries[index];
      if (entry === undefined) continue;
      kinds.add(entry.kind);
      if (entry.kind === "part") words.add(entry.text);
      if (entry.kind === "package") packages.push(entry.text);
      if (entry.beside !== undefined) besides.push(entry.beside);
    }
    const known = kinds.has("key") || kinds.has("bareKey");
    let candidate =
      strongKinds.some((kind) => kinds.has(kind)) ||
      (known && kinds.has("object")) ||
      besides.some((beside) => words.has(beside));
    if (!candidate && kinds.has("environment") && this.#variables !== null) {
      candidate = this.#variables.test(latin.decode(bytes.subarray(0, length)));
    }
    return { candidate, packages, star: kinds.has("star"), list: kinds.has("list") };
  }
}

/** Words of these kinds make a file worth parsing by themselves. */
const strongKinds: readonly EntryKind[] = ["call", "option", "name", "package", "key", "variable"];

/** Looks for a few words that were learnt after the first pass, helped by the bloom filters. */
export class WordSearch {
  readonly #words: readonly string[];
  readonly #hashes: readonly (number | null)[];
  readonly #scanner: TokenScanner;

  constructor(words: Iterable<string>) {
    this.#words = [...new Set(words)];
    this.#hashes = this.#words.map(hashOfWord);
    this.#scanner = new TokenScanner(this.#words.map((text) => ({ text, kind: "name" })));
  }

  mayStandIn(bloom: Uint32Array, bloomAt: number): boolean {
    return this.#hashes.some((hash) => mayHold(bloom, bloomAt, hash));
  }

  /** Whether one of the words stands in the bytes as a whole token. */
  standsIn(bytes: Uint8Array, length: number): boolean {
    return this.#scanner.scan(bytes, length).length > 0;
  }
}
