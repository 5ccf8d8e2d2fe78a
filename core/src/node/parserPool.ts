import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { FileFacts } from "../syntax/facts.js";
import type { PlannedMatcher } from "../syntax/plan.js";
import type { ParseAnswer, ParseRequest } from "./parserWorker.js";

/** Files per request: large enough to hide the cost of a message, small enough to share the work evenly. */
const shareSize = 24;
/** Below this many files, starting a thread and loading the compiler in it costs more than it saves. */
const worthAThread = 150;

/** Parser threads, started when there is enough to do and ended by `close`. */
export class ParserPool {
  readonly #root: string;
  readonly #limit: number;
  #workers: Worker[] = [];

  /** `threads`: at most this many; undefined lets the machine and the work decide. */
  constructor(root: string, threads: number | undefined) {
    this.#root = root;
    this.#limit = threads ?? Math.min(4, Math.max(0, availableParallelism() - 1));
  }

  /** Threads in use. */
  get size(): number {
    return this.#workers.length;
  }

  /**
   * Facts of the files, from threads and from `here`, which takes its own share meanwhile. A file that a thread
   * could not deliver is parsed here.
   */
  async extract(
    paths: readonly string[],
    planned: readonly PlannedMatcher[],
    here: (path: string) => Promise<FileFacts | undefined>,
    onProgress?: (done: number) => void,
  ): Promise<Map<string, FileFacts>> {
    const facts = new Map<string, FileFacts>();
    const keep = (path: string, found: FileFacts | null | undefined): void => {
      if (found !== null && found !== undefined) facts.set(path, found);
    };
    const shares = sharesOf(paths);
    const wanted = Math.min(this.#limit, Math.floor(paths.length / worthAThread));
    this.#grow(wanted);
    const take = (): readonly string[] | undefined => shares.pop();
    const runs = this.#workers.slice(0, wanted).map(async (worker) => {
      for (let share = take(); share !== undefined; share = take()) {
        const answer = await ask(worker, { root: this.#root, paths: share, planned });
        for (const [at, path] of share.entries()) {
          keep(path, answer === undefined ? await here(path) : answer[at]);
        }
        onProgress?.(facts.size);
        if (answer === undefined) return;
      }
    });
    for (let share = take(); share !== undefined; share = take()) {
      for (const path of share) keep(path, await here(path));
      onProgress?.(facts.size);
      // Answers of the threads are taken in between two shares.
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(runs);
    return facts;
  }

  async close(): Promise<void> {
    const workers = this.#workers;
    this.#workers = [];
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  #grow(count: number): void {
    while (this.#workers.length < count) {
      const worker = new Worker(new URL("./parserWorker.js", import.meta.url));
      worker.unref();
      this.#workers.push(worker);
    }
  }
}

function sharesOf(paths: readonly string[]): (readonly string[])[] {
  const shares: (readonly string[])[] = [];
  for (let at = 0; at < paths.length; at += shareSize) shares.push(paths.slice(at, at + shareSize));
  return shares.reverse();
}

/** The worker's answer, or undefined when it died. */
function ask(worker: Worker, request: ParseRequest): Promise<ParseAnswer | undefined> {
  return new Promise((resolve) => {
    const settle = (answer: ParseAnswer | undefined): void => {
      worker.off("message", settle);
      worker.off("error", failed);
      worker.off("exit", failed);
      worker.unref();
      resolve(answer);
    };
    const failed = (): void => {
      settle(undefined);
    };
    worker.ref();
    worker.once("message", settle);
    worker.once("error", failed);
    worker.once("exit", failed);
    worker.postMessage(request);
  });
}
