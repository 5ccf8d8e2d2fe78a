import { ParserThread } from "./parserThread.js";

/**
 * The parser threads of a process. Every workspace that is open says how many it wants, and as many run as the one that
 * wants most: each holds a compiler, and a repository may have dozens of workspaces.
 */
export class ParserThreads {
  readonly #wanted = new Map<object, number>();
  #threads: ParserThread[] = [];

  /** Threads that run. */
  get size(): number {
    return this.#threads.length;
  }

  /** From now on `who` wants so many threads. Settled once those are gone that nobody wants any more. */
  async want(who: object, count: number): Promise<void> {
    if (count === 0) this.#wanted.delete(who);
    else this.#wanted.set(who, count);
    const alive = this.#threads.filter(({ dead }) => !dead);
    const most = Math.max(0, ...this.#wanted.values());
    while (alive.length < most) alive.push(new ParserThread());
    // Where nobody wants one nobody waits for an answer either; otherwise a busy thread has to finish first.
    const isNeeded = (one: ParserThread, at: number): boolean =>
      at < most || (most > 0 && one.load > 0);
    this.#threads = alive.filter(isNeeded);
    await Promise.all(alive.filter((one, at) => !isNeeded(one, at)).map((one) => one.end()));
  }

  /** The thread with the least to do; undefined where none runs. */
  leastLoaded(): ParserThread | undefined {
    return this.#threads.reduce<ParserThread | undefined>(
      (best, one) => (best === undefined || one.load < best.load ? one : best),
      undefined,
    );
  }
}
