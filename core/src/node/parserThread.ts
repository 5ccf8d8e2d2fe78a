import { Worker } from "node:worker_threads";
import type { FormatOptions, RegistryContent, RegistryFile } from "../registry/format.js";
import type { FileFacts } from "../syntax/facts.js";
import type { PlannedMatcher } from "../syntax/plan.js";
import type { ParseRequest, RegistryRequest, ThreadAnswer, ThreadRequest } from "./parserWorker.js";

type Settle = (answer: ThreadAnswer | undefined) => void;

const noTexts: ReadonlyMap<string, string> = new Map();

/** One thread with the compiler, which answers requests in the order in which it gets them. */
export class ParserThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Settle>();
  #planned: readonly PlannedMatcher[] | undefined;
  #count = 0;
  /** A thread that ran out of memory, or that a file brought down. */
  dead = false;
  /** Files that it has been given and not yet answered. */
  load = 0;

  constructor() {
    this.#worker = new Worker(new URL("./parserWorker.js", import.meta.url));
    this.#worker.unref();
    this.#worker.on("message", (answer: ThreadAnswer) => {
      this.#settle(answer.id, answer);
    });
    const die = (): void => {
      this.dead = true;
      for (const id of [...this.#waiting.keys()]) this.#settle(id, undefined);
    };
    this.#worker.on("error", die);
    this.#worker.on("exit", die);
  }

  /** The facts of the files in their order, or undefined when the thread has died. */
  async parse(
    root: string,
    paths: readonly string[],
    planned: readonly PlannedMatcher[],
    texts: ReadonlyMap<string, string> = noTexts,
  ): Promise<readonly (FileFacts | null)[] | undefined> {
    const request: ParseRequest = {
      kind: "parse",
      root,
      paths,
      ...(texts.size > 0 && { texts }),
      ...(this.#planned !== planned && { planned }),
    };
    this.#planned = planned;
    this.load += paths.length;
    const answer = await this.#ask(request);
    this.load -= paths.length;
    return answer?.facts;
  }

  /** What a registry in TypeScript declares, or undefined when the thread has died. */
  async readRegistry(
    files: readonly RegistryFile[],
    options: FormatOptions,
  ): Promise<RegistryContent | undefined> {
    return (await this.#ask({ kind: "registry", files, options }))?.registry;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #ask(request: ParseRequest | RegistryRequest): Promise<ThreadAnswer | undefined> {
    if (this.dead) return Promise.resolve(undefined);
    const numbered: ThreadRequest = { ...request, id: ++this.#count };
    this.#worker.ref();
    this.#worker.postMessage(numbered);
    return new Promise((resolve) => {
      this.#waiting.set(numbered.id, resolve);
    });
  }

  #settle(id: number, answer: ThreadAnswer | undefined): void {
    const settle = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker.unref();
    settle?.(answer);
  }
}
