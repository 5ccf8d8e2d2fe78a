import { performance } from "node:perf_hooks";

/** Milliseconds spent per phase. For people's eyes only: no result depends on them. */
export class Stopwatch {
  readonly #times = new Map<string, number>();
  #last = performance.now();

  /** Ends a phase; the time since the end of the one before is its own. Phases of one name add up. */
  lap(name: string): void {
    const now = performance.now();
    this.#times.set(name, (this.#times.get(name) ?? 0) + now - this.#last);
    this.#last = now;
  }

  get times(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#times);
  }
}
