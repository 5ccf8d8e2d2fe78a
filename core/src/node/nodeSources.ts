import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { SourceBytes, SourceFiles } from "../vfs/sources.js";
import { OpenTexts } from "./openTexts.js";

/** Larger sources are generated or bundled; parsing one would take longer than the rest of a repository. */
const maximumBytes = 2 * 1024 * 1024;
/** A file whose first lines are this long on average has been minified. */
const minifiedLineLength = 2_000;

/** Reads source files one after another into one buffer, which is the cheapest way that was measured. */
export class NodeSources implements SourceFiles {
  readonly paths: readonly string[];
  readonly #root: string;
  /** What is open in an editor stands in for files on the disk. */
  readonly open: OpenTexts;
  #buffer: Buffer = Buffer.allocUnsafe(512 * 1024);

  constructor(root: string, paths: readonly string[], open = new OpenTexts()) {
    this.#root = root;
    this.paths = paths;
    this.open = open;
  }

  bytes(path: string): SourceBytes {
    const open = this.open.bytesOf(path);
    if (open !== undefined) return sourceBytes(open, open.length);
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
    return sourceBytes(this.#buffer, length);
  }
}

/** The bytes of a source, or why it is left out: an open document is held to the same as a file. */
function sourceBytes(bytes: Uint8Array, length: number): SourceBytes {
  if (length > maximumBytes) return { ok: false, skipped: "too-large" };
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, length);
  if (buffer.includes(0)) return { ok: false, skipped: "binary" };
  if (isGenerated(buffer, length)) return { ok: false, skipped: "generated" };
  if (length > 64 * 1024 && isMinified(buffer, length)) return { ok: false, skipped: "minified" };
  return { ok: true, bytes, length };
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
