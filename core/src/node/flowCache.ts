import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { deserialize, serialize } from "node:v8";
import type { FlowFacts } from "../migration/flowFacts.js";
import { buildFingerprint } from "./buildFingerprint.js";

/** The flow facts of one file with the hash of the text that they were read from. */
export interface StoredFlow {
  readonly hash: string;
  /** Undefined for a file that could not be parsed. */
  readonly facts: FlowFacts | undefined;
}

/** What the last run read to follow migrations. */
export interface StoredFlows {
  /** The registries as they were; other ones may lead to other files. */
  readonly registries: string;
  readonly files: ReadonlyMap<string, StoredFlow>;
}

interface Content extends StoredFlows {
  readonly build: string;
}

/** Flow facts on disk, by content. A cache that cannot be read or written is no error. */
export class FlowCache {
  readonly #file: string;
  readonly #build = hashOf(buildFingerprint());

  constructor(file: string) {
    this.#file = file;
  }

  read(): StoredFlows | undefined {
    try {
      const bytes = readFileSync(this.#file);
      const body = bytes.subarray(checksumLength);
      if (!checksum(body).equals(bytes.subarray(0, checksumLength))) return undefined;
      const content = deserialize(body) as Content;
      return content.build === this.#build ? content : undefined;
    } catch {
      // None yet, or one that another version of Node.js wrote.
      return undefined;
    }
  }

  write(flows: StoredFlows): void {
    const content: Content = { ...flows, build: this.#build };
    const body = serialize(content);
    const temporary = `${this.#file}.${String(process.pid)}.tmp`;
    try {
      mkdirSync(dirname(this.#file), { recursive: true });
      writeFileSync(temporary, Buffer.concat([checksum(body), body]));
      renameSync(temporary, this.#file);
    } catch {
      if (existsSync(temporary)) rmSync(temporary, { force: true });
    }
  }
}

/** A hash that tells one text from another. */
export function hashOf(text: string): string {
  return createHash("sha1").update(text).digest("base64");
}

const checksumLength = 16;

function checksum(body: Uint8Array): Buffer {
  return createHash("md5").update(body).digest();
}
