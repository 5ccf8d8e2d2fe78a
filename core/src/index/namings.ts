import type { FileRecords } from "./fileRecords.js";

/**
 * Which files name which words, remembered file by file: rules ask for the same words after every edit, and only the
 * edited file can answer otherwise.
 */
export class Namings {
  #words: readonly string[] = [];
  /** For each word the files that hold it. */
  #files = new Map<string, Set<string>>();
  readonly #changed = new Set<string>();

  /** A file that has changed is read again when the words are asked for next. */
  forget(path: string): void {
    this.#changed.add(path);
  }

  filesNaming(
    words: readonly string[],
    records: FileRecords,
  ): ReadonlyMap<string, readonly string[]> {
    if (sameWords(words, this.#words)) this.#relearn(records);
    else this.#learn(words, records);
    this.#changed.clear();
    // What was never read may hold any word.
    const unread = records.unreadPaths();
    return new Map(
      words.map((word) => [word, [...(this.#files.get(word) ?? []), ...unread].sort()]),
    );
  }

  #learn(words: readonly string[], records: FileRecords): void {
    this.#words = words;
    // One pass over everything, then one for each word over the few files that hold any.
    const near = records.filesWith(words, never);
    this.#files = new Map(
      words.map((word) => [word, new Set(records.filesWith([word], never, near))]),
    );
  }

  #relearn(records: FileRecords): void {
    if (this.#changed.size === 0) return;
    const near = records.filesWith(this.#words, never, this.#changed);
    for (const [word, files] of this.#files) {
      for (const path of this.#changed) files.delete(path);
      for (const path of records.filesWith([word], never, near)) files.add(path);
    }
  }
}

function never(): boolean {
  return false;
}

function sameWords(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((word, at) => word === right[at]);
}
