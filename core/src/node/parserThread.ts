import { Worker } from "node:worker_threads";
import type { FileFacts } from "../syntax/facts.js";
import type { PlannedMatcher } from "../syntax/plan.js";
import type { ParseAnswer, ParseRequest } from "./parserWorker.js";

type Settle = (facts: readonly (FileFacts | null)[] | undefined) => void;

const noTexts: ReadonlyMap<string, string> = new Map();

/** One thread that parses shares of files in the order in which it gets them. */
export class ParserThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Settle>();
  #planned: readonly PlannedMatcher[] | undefined;
  /** A thread that ran out of memory, or that a file brought down. */
  dead = false;
  /** Files that it has been given and not yet answered. */
  load = 0;

  constructor() {
    this.#worker = new Worker(new URL("./parserWorker.js", import.meta.url));
    this.#worker.unref();
    this.#worker.on("message", ({ id, facts }: ParseAnswer) => {
      this.#settle(id, facts);
    });
    const die = (): void => {
      this.dead = true;
      for (const id of [...this.#waiting.keys()]) this.#settle(id, undefined);
    };
    this.#worker.on("error", die);
    this.#worker.on("exit", die);
  }

  /** The facts of the files in their order, or undefined when the thread has died. */
  parse(
    root: string,
    paths: readonly string[],
    planned: readonly PlannedMatcher[],
    texts: ReadonlyMap<string, string> = noTexts,
  ): Promise<readonly (FileFacts | null)[] | undefined> {
    if (this.dead) return Promise.resolve(undefined);
    const id = this.#waiting.size === 0 ? 0 : Math.max(...this.#waiting.keys()) + 1;
    const request: ParseRequest = {
      id,
      root,
      paths,
      ...(texts.size > 0 && { texts }),
      ...(this.#planned !== planned && { planned }),
    };
    this.#planned = planned;
    this.load += paths.length;
    this.#worker.ref();
    this.#worker.postMessage(request);
    return new Promise((resolve) => {
      this.#waiting.set(id, (facts) => {
        this.load -= paths.length;
        resolve(facts);
      });
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #settle(id: number, facts: readonly (FileFacts | null)[] | undefined): void {
    const settle = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker.unref();
    settle?.(facts);
  }
}
