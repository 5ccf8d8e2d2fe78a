import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { SourceBytes, SourceFiles } from "../vfs/sources.js";

/** Larger sources are generated or bundled; parsing one would take longer than the rest of a repository. */
const maximumBytes = 2 * 1024 * 1024;
/** A file whose first lines are this long on average has been minified. */
const minifiedLineLength = 2_000;

/** Reads source files one after another into one buffer, which is the cheapest way that was measured. */
export class NodeSources implements SourceFiles {
  readonly paths: readonly string[];
  readonly #root: string;
  /** Bytes that stand in for files on the disk: open documents. */
  readonly #overlay = new Map<string, Uint8Array>();
  #buffer: Buffer = Buffer.allocUnsafe(512 * 1024);

  constructor(root: string, paths: readonly string[]) {
    this.#root = root;
    this.paths = paths;
  }

  /** Lets a text stand in for a file, or the file speak for itself again (null). */
  overlay(path: string, text: string | null): void {
    if (text === null) this.#overlay.delete(path);
    else this.#overlay.set(path, new TextEncoder().encode(text));
  }

  /** The text that stands in for a file, if any does. */
  openText(path: string): string | undefined {
    const bytes = this.#overlay.get(path);
    return bytes && new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  }

  bytes(path: string): SourceBytes {
    const open = this.#overlay.get(path);
    if (open !== undefined) return { ok: true, bytes: open, length: open.length };
    let descriptor: number;
    try {
      descriptor = openSync(`${this.#root}/${path}`, "r");
    } catch {
      return { ok: false, skipped: "missing" };
    }
    try {
      return this.#read(descriptor);
    } catch {
      return { ok: false, skipped: "unreadable" };
    } finally {
      closeSync(descriptor);
    }
  }

  #read(descriptor: number): SourceBytes {
    let length = readSync(descriptor, this.#buffer, 0, this.#buffer.length, 0);
    if (length === this.#buffer.length) {
      const size = fstatSync(descriptor).size;
      if (size > maximumBytes) return { ok: false, skipped: "too-large" };
      this.#buffer = Buffer.allocUnsafe(size + 1);
      length = readSync(descriptor, this.#buffer, 0, this.#buffer.length, 0);
    }
    if (isBinary(this.#buffer, length)) return { ok: false, skipped: "binary" };
    if (isGenerated(this.#buffer, length)) return { ok: false, skipped: "generated" };
    if (length > 64 * 1024 && isMinified(this.#buffer, length)) {
      return { ok: false, skipped: "minified" };
    }
    return { ok: true, bytes: this.#buffer, length };
  }
}

function isBinary(bytes: Buffer, length: number): boolean {
  return bytes.subarray(0, length).includes(0);
}

/** `@generated` is the mark that code review tools agree on; generators of Go's school write the other line. */
const generatedMarks = ["@generated", "DO NOT EDIT"].map((mark) => Buffer.from(mark));

function isGenerated(bytes: Buffer, length: number): boolean {
  const head = bytes.subarray(0, Math.min(length, 1024));
  return generatedMarks.some((mark) => head.includes(mark) && isInComment(head, mark));
}

/** The mark counts in a comment only: this very file names it in a string. */
function isInComment(head: Buffer, mark: Buffer): boolean {
  const at = head.indexOf(mark);
  const line = head.subarray(head.lastIndexOf(10, at) + 1, at).toString("latin1");
  return /^\s*(?:\/\/|\/?\*|<!--)/.test(line);
}

function isMinified(bytes: Buffer, length: number): boolean {
  const head = Math.min(length, 32 * 1024);
  let lines = 1;
  for (let at = bytes.indexOf(10); at >= 0 && at < head; at = bytes.indexOf(10, at + 1)) lines++;
  return head / lines > minifiedLineLength;
}
