const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

/** The texts of open documents, which stand in for files on the disk. */
export class OpenTexts {
  readonly #bytes = new Map<string, Uint8Array>();

  /** Lets a text stand in for a file, or the file speak for itself again (null). */
  set(path: string, text: string | null): void {
    if (text === null) this.#bytes.delete(path);
    else this.#bytes.set(path, encoder.encode(text));
  }

  has(path: string): boolean {
    return this.#bytes.has(path);
  }

  bytesOf(path: string): Uint8Array | undefined {
    return this.#bytes.get(path);
  }

  /** The text as it was read; a lone surrogate has become U+FFFD, as it would on the disk. */
  textOf(path: string): string | undefined {
    const bytes = this.#bytes.get(path);
    return bytes && decoder.decode(bytes);
  }

  get paths(): readonly string[] {
    return [...this.#bytes.keys()];
  }
}
