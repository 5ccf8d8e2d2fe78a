import type { VocabularyEntry } from "./vocabulary.js";

/** Words of a file's bloom filter; 32 bits each. */
export const bloomWords = 128;
const bloomMask = bloomWords * 32 - 1;

const identifierByte = new Uint8Array(256);
for (let byte = 0; byte < 256; byte++) {
  const letter = (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
  const digit = byte >= 48 && byte <= 57;
  identifierByte[byte] = letter || digit || byte === 36 || byte === 95 || byte >= 128 ? 1 : 0;
}

const fnvOffset = 0x811c9dc5;
const fnvPrime = 0x01000193;

/** What must stand around a word for it to count. */
type Follow = "anything" | "quotes" | "call" | "value" | "member" | "star" | "list";

const followOf: Readonly<Partial<Record<VocabularyEntry["kind"], Follow>>> = {
  key: "quotes",
  call: "call",
  option: "value",
  certainObject: "member",
  star: "star",
  list: "list",
};

interface Pattern {
  readonly entry: number;
  readonly bytes: Uint8Array;
  /** Bytes before the first identifier run. */
  readonly prefix: number;
  readonly run: number;
  readonly hash: number;
  readonly follow: Follow;
  readonly next: Pattern | null;
}

/**
 * Looks for all words of a vocabulary in one pass over a file's bytes.
 *
 * A word matches as a whole token: `iam` is not found in `diamond`. Text is UTF-8; a word written with escapes in
 * the source (`\u0061b`) is not found.
 */
export class TokenScanner {
  readonly #table: (Pattern | null)[];
  readonly #mask: number;

  constructor(entries: readonly VocabularyEntry[]) {
    const encoder = new TextEncoder();
    let size = 64;
    while (size < entries.length * 4) size *= 2;
    this.#mask = size - 1;
    this.#table = new Array<Pattern | null>(size).fill(null);
    entries.forEach((entry, index) => {
      const bytes = encoder.encode(entry.text);
      const { prefix, run, hash } = firstRun(bytes);
      if (run === 0) return;
      const slot = hash & this.#mask;
      const next = this.#table[slot] ?? null;
      const follow = followOf[entry.kind] ?? "anything";
      this.#table[slot] = { entry: index, bytes, prefix, run, hash, follow, next };
    });
  }

  /**
   * Entries found in `bytes[0, length)`, ascending. When `bloom` is given, the tokens are also added to it (two
   * bits each) from word `bloomAt` on.
   */
  scan(bytes: Uint8Array, length: number, bloom?: Uint32Array, bloomAt = 0): number[] {
    const found = new Set<number>();
    const table = this.#table;
    const mask = this.#mask;
    // A byte order mark is no part of the first word.
    let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    while (at < length) {
      if (identifierByte[bytes[at] as number] === 0) {
        at++;
        continue;
      }
      const start = at;
      let hash = fnvOffset;
      do {
        hash = Math.imul(hash ^ (bytes[at] as number), fnvPrime);
        at++;
      } while (at < length && identifierByte[bytes[at] as number] === 1);
      hash = mix(hash);
      if (bloom !== undefined) addToBloom(bloom, bloomAt, hash);
      for (let pattern = table[hash & mask] ?? null; pattern !== null; pattern = pattern.next) {
        if (pattern.hash === hash && pattern.run === at - start && !found.has(pattern.entry)) {
          if (matches(pattern, bytes, start - pattern.prefix, length)) found.add(pattern.entry);
        }
      }
    }
    return [...found].sort((left, right) => left - right);
  }
}

/** The hash of a word's first token, null for a word without any. */
export function hashOfWord(text: string): number | null {
  const { run, hash } = firstRun(new TextEncoder().encode(text));
  return run === 0 ? null : hash;
}

/** Whether a file's bloom filter may hold the token with this hash. */
export function mayHold(bloom: Uint32Array, bloomAt: number, hash: number | null): boolean {
  if (hash === null) return true;
  const first = hash & bloomMask;
  const second = (hash >>> 12) & bloomMask;
  return (
    ((bloom[bloomAt + (first >>> 5)] ?? 0) & (1 << (first & 31))) !== 0 &&
    ((bloom[bloomAt + (second >>> 5)] ?? 0) & (1 << (second & 31))) !== 0
  );
}

function addToBloom(bloom: Uint32Array, at: number, hash: number): void {
  const first = hash & bloomMask;
  const second = (hash >>> 12) & bloomMask;
  (bloom[at + (first >>> 5)] as number) |= 1 << (first & 31);
  (bloom[at + (second >>> 5)] as number) |= 1 << (second & 31);
}

function firstRun(bytes: Uint8Array): { prefix: number; run: number; hash: number } {
  let prefix = 0;
  while (prefix < bytes.length && identifierByte[bytes[prefix] as number] === 0) prefix++;
  let hash = fnvOffset;
  let at = prefix;
  while (at < bytes.length && identifierByte[bytes[at] as number] === 1) {
    hash = Math.imul(hash ^ (bytes[at] as number), fnvPrime);
    at++;
  }
  return { prefix, run: at - prefix, hash: mix(hash) };
}

/** FNV's low bits are weak on short words; one round of mixing spreads them. */
function mix(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return once ^ (once >>> 13);
}

function matches(pattern: Pattern, bytes: Uint8Array, start: number, length: number): boolean {
  const { bytes: wanted } = pattern;
  const end = start + wanted.length;
  if (start < 0 || end > length) return false;
  for (let i = 0; i < wanted.length; i++) if (bytes[start + i] !== wanted[i]) return false;
  if (pattern.follow === "quotes") {
    return isQuote(bytes[start - 1]) && bytes[end] === bytes[start - 1];
  }
  const last = wanted[wanted.length - 1] as number;
  if (identifierByte[last] === 1 && end < length && identifierByte[bytes[end] as number] === 1) {
    return false;
  }
  return pattern.follow === "anything" || follows(pattern.follow, bytes, end, length);
}

/** Whether a call, an option's value or a member access comes after a word; layout between them is passed over. */
function follows(follow: Follow, bytes: Uint8Array, end: number, length: number): boolean {
  const at = afterSpace(bytes, end, length);
  const byte = bytes[at];
  if (follow === "call") {
    return byte === 40 || byte === 60 || byte === 63 || byte === 33 || isRenamed(bytes, at, length);
  }
  // `flags.x`, `flags?.x`, `flags!.x`, `flags[x]`, `{ flags: { x } }`, `{ flags }`, `flags,`, `= flags;`
  if (follow === "member") return byte !== undefined && byte !== 40;
  if (follow === "star") return byte === 42;
  if (follow === "list") return byte === 123;
  // `flag: "x"`, `"flag": x`, `flag="x"` and `flag={"x"}` as a prop, `flags = ["x"]`.
  if (byte !== 58 && byte !== 61) return isQuote(byte) && bytes[at + 1] === 58;
  const value = bytes[afterSpace(bytes, at + 1, length)];
  if (value === undefined) return false;
  if (isQuote(value) || value === 91) return true;
  return byte === 61 ? value === 123 : identifierByte[value] === 1;
}

/** `isOn as on`: an import or export that gives the word another name. */
function isRenamed(bytes: Uint8Array, at: number, length: number): boolean {
  const isAs = bytes[at] === 97 && bytes[at + 1] === 115;
  return isAs && at + 2 < length && identifierByte[bytes[at + 2] as number] === 0;
}

function afterSpace(bytes: Uint8Array, from: number, length: number): number {
  let at = from;
  while (at < length && (bytes[at] as number) <= 32) at++;
  return at;
}

function isQuote(byte: number | undefined): boolean {
  return byte === 34 || byte === 39 || byte === 96;
}
