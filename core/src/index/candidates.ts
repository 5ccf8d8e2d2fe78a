import type { PlannedMatcher } from "../syntax/plan.js";
import { mayHold, TokenScanner, bloomWords } from "./tokenScanner.js";
import { variablePattern, vocabularyOf, type VocabularyEntry } from "./vocabulary.js";

/** What one pass over a file's bytes told. */
export interface ScanResult {
  /** Worth parsing. */
  readonly candidate: boolean;
  /** Names an SDK's package. */
  readonly namesPackage: boolean;
  /** Holds a common method name of an SDK: worth parsing beside a name that comes from that SDK. */
  readonly weak: boolean;
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
    let candidate = false;
    let namesPackage = false;
    let weak = false;
    let environment = false;
    for (const index of this.#scanner.scan(bytes, length, bloom, bloomAt)) {
      switch (this.#entries[index]?.kind) {
        case "package":
          namesPackage = true;
          break;
        case "weak":
          weak = true;
          break;
        case "environment":
          environment = true;
          break;
        default:
          candidate = true;
      }
    }
    if (!candidate && environment && this.#variables !== null) {
      candidate = this.#variables.test(latin.decode(bytes.subarray(0, length)));
    }
    return { candidate: candidate || namesPackage, namesPackage, weak };
  }
}

/** Looks for a few words that were learnt after the first pass, helped by the bloom filters. */
export class WordSearch {
  readonly #words: readonly string[];
  readonly #scanner: TokenScanner;

  constructor(words: Iterable<string>) {
    this.#words = [...new Set(words)];
    this.#scanner = new TokenScanner(this.#words.map((text) => ({ text, kind: "strong" })));
  }

  mayStandIn(bloom: Uint32Array, bloomAt: number): boolean {
    return this.#words.some((word) => mayHold(bloom, bloomAt, word));
  }

  /** The words that stand in the bytes as whole tokens. */
  find(bytes: Uint8Array, length: number): string[] {
    return this.#scanner.scan(bytes, length).flatMap((index) => this.#words[index] ?? []);
  }
}
