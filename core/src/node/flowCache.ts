import { createHash } from "node:crypto";
import type { FlowFacts } from "../migration/flowFacts.js";
import { buildFingerprint } from "./buildFingerprint.js";
import { readChecked, writeChecked } from "./checkedFile.js";

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
  readonly #build = buildFingerprint();

  constructor(file: string) {
    this.#file = file;
  }

  read(): StoredFlows | undefined {
    const content = readChecked(this.#file) as Content | undefined;
    return content?.build === this.#build ? content : undefined;
  }

  write(flows: StoredFlows): void {
    writeChecked(this.#file, { ...flows, build: this.#build } satisfies Content);
  }
}

/** A hash that tells one text from another. */
export function hashOf(text: string): string {
  return createHash("sha1").update(text).digest("base64");
}
