import { suppressionCommentsOf, type SuppressionComment } from "../suppressions/comments.js";

/** Texts beyond this many UTF-16 code units in all are read again each time, so that memory stays bounded. */
const maximumUnits = 16 * 1024 * 1024;

const none: readonly SuppressionComment[] = [];

/**
 * The texts that rules and faces asked for, and the comments in them, until their files change.
 *
 * What is remembered is what the index saw: a file that changes unnoticed stays the same for both.
 */
export class RememberedTexts {
  readonly #read: (path: string) => string | undefined;
  readonly #texts = new Map<string, string | undefined>();
  readonly #comments = new Map<string, readonly SuppressionComment[]>();
  #units = 0;

  constructor(read: (path: string) => string | undefined) {
    this.#read = read;
  }

  textOf(path: string): string | undefined {
    if (this.#texts.has(path)) return this.#texts.get(path);
    const text = this.#read(path);
    const units = text?.length ?? 0;
    if (this.#units + units > maximumUnits) return text;
    this.#units += units;
    this.#texts.set(path, text);
    return text;
  }

  commentsOf(path: string): readonly SuppressionComment[] {
    const known = this.#comments.get(path);
    if (known !== undefined) return known;
    const found = suppressionCommentsOf(this.textOf(path) ?? "");
    const comments = found.length === 0 ? none : found;
    this.#comments.set(path, comments);
    return comments;
  }

  forget(path: string): void {
    this.#units -= this.#texts.get(path)?.length ?? 0;
    this.#texts.delete(path);
    this.#comments.delete(path);
  }
}
