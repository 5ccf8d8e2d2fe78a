import { availableParallelism } from "node:os";
import type { FormatOptions, RegistryContent, RegistryFile } from "../registry/format.js";
import type { FileFacts } from "../syntax/facts.js";
import type { PlannedMatcher } from "../syntax/plan.js";
import type { ParserThread } from "./parserThread.js";
import { ParserThreads } from "./parserThreads.js";

/** Files per request: large enough to hide the cost of a message, small enough to share the work evenly. */
const shareSize = 12;
/** More threads than this take more memory than they save time. */
const maximumThreads = 4;

/** Files to parse; `texts` stand in for the disk. */
interface Share {
  readonly paths: readonly string[];
  readonly texts?: ReadonlyMap<string, string>;
}

/** What one workspace has of the parser threads, started as early as it is known that there will be something to parse. */
export class ParserPool {
  readonly #root: string;
  readonly #limit: number;
  readonly #threads: ParserThreads;
  #wanted = 0;

  /** `limit`: at most so many threads; undefined lets the machine decide. `threads` may serve other workspaces too. */
  constructor(root: string, limit: number | undefined, threads = new ParserThreads()) {
    this.#root = root;
    this.#limit = limit ?? threadsFor(availableParallelism());
    this.#threads = threads;
  }

  /** Threads in use. */
  get size(): number {
    return this.#wanted === 0 ? 0 : this.#threads.size;
  }

  /** Makes sure that `count` threads run, as far as the limit allows: they load the compiler meanwhile. */
  start(count: number): void {
    this.#wanted = Math.max(this.#wanted, Math.min(count, this.#limit));
    void this.#threads.want(this, this.#wanted);
  }

  /**
   * Facts of the files, from the threads. They are handed out at once, so that the threads work on while this thread
   * is busy. A file that a dying thread could not deliver is parsed by `here`.
   */
  async extract(
    { paths, texts }: Share,
    planned: readonly PlannedMatcher[],
    here: (paths: readonly string[]) => Promise<ReadonlyMap<string, FileFacts>>,
    onProgress?: (done: number) => void,
  ): Promise<Map<string, FileFacts>> {
    const found = new Map<string, FileFacts>();
    const shares = sharesOf(paths).map(async (share) => {
      const open = texts && textsOf(share, texts);
      const facts = await this.#leastLoaded()?.parse(this.#root, share, planned, open);
      if (facts === undefined) {
        for (const [path, one] of await here(share)) found.set(path, one);
      } else {
        share.forEach((path, at) => {
          const one = facts[at];
          if (one !== null && one !== undefined) found.set(path, one);
        });
      }
      onProgress?.(found.size);
    });
    await Promise.all(shares);
    return found;
  }

  /** What a registry in TypeScript declares, from one of the threads; undefined where none runs. */
  async readRegistry(
    files: readonly RegistryFile[],
    options: FormatOptions,
  ): Promise<RegistryContent | undefined> {
    return this.#leastLoaded()?.readRegistry(files, options);
  }

  /** Ends all threads but `kept` of them, as far as no other workspace wants them. */
  async close(kept = 0): Promise<void> {
    this.#wanted = Math.min(this.#wanted, kept);
    await this.#threads.want(this, this.#wanted);
  }

  #leastLoaded(): ParserThread | undefined {
    return this.#wanted === 0 ? undefined : this.#threads.leastLoaded();
  }
}

/**
 * One for every two processors: each thread compiles the compiler anew, and more of them cost what they save. Of two
 * processors both are used, because this thread has nothing to do once it has scanned.
 */
function threadsFor(processors: number): number {
  return Math.min(maximumThreads, Math.max(processors >> 1, Math.min(2, processors)));
}

function sharesOf(paths: readonly string[]): (readonly string[])[] {
  const shares: (readonly string[])[] = [];
  for (let at = 0; at < paths.length; at += shareSize) shares.push(paths.slice(at, at + shareSize));
  return shares;
}

function textsOf(
  paths: readonly string[],
  texts: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  return new Map(
    paths.flatMap((path) => {
      const text = texts.get(path);
      return text === undefined ? [] : [[path, text]];
    }),
  );
}
