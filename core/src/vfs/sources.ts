/** The bytes of a source file, or why they are not read. */
export type SourceBytes =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly length: number }
  | { readonly ok: false; readonly skipped: SkipReason };

/** Why a listed file is left out of the index. */
export type SkipReason =
  "missing" | "unreadable" | "too-large" | "binary" | "outside" | "minified" | "generated";

/** The source files to index. Paths are relative to the workspace root, with forward slashes. */
export interface SourceFiles {
  /** Sorted, each once. */
  readonly paths: readonly string[];
  /** The bytes are valid until the next call only: implementations reuse one buffer. */
  bytes(path: string): SourceBytes;
}

/** Keeps a byte order mark: offsets count in the text as it is on disk, wherever it is read. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text of a source file; malformed UTF-8 becomes U+FFFD, a byte order mark stays. */
export function textOf(sources: SourceFiles, path: string): string | undefined {
  const content = sources.bytes(path);
  return content.ok ? decoder.decode(content.bytes.subarray(0, content.length)) : undefined;
}

/** Source files held in memory, for tests and for callers that have the text already. */
export class MemorySources implements SourceFiles {
  readonly #texts: Map<string, string>;
  readonly #encoder = new TextEncoder();
  #paths: readonly string[] | undefined;

  constructor(texts: Readonly<Record<string, string>> | ReadonlyMap<string, string>) {
    const entries: Iterable<readonly [string, string]> =
      texts instanceof Map ? texts : Object.entries(texts);
    this.#texts = new Map(entries);
  }

  get paths(): readonly string[] {
    this.#paths ??= [...this.#texts.keys()].sort();
    return this.#paths;
  }

  bytes(path: string): SourceBytes {
    const text = this.#texts.get(path);
    if (text === undefined) return { ok: false, skipped: "missing" };
    const bytes = this.#encoder.encode(text);
    return { ok: true, bytes, length: bytes.length };
  }

  /** Replaces or removes one file. */
  set(path: string, text: string | undefined): void {
    if (text === undefined) this.#texts.delete(path);
    else this.#texts.set(path, text);
    this.#paths = undefined;
  }
}
