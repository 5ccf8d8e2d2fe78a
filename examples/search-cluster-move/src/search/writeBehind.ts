/** Where trouble goes that must not reach the person who is waiting. */
export type FailureReport = (action: string, cause: unknown) => void;

/**
 * Writes that nobody waits for, one after the other in the order they came.
 *
 * Keeping the order matters: a document's removal must not overtake its indexing.
 */
export class WriteBehind {
  readonly #reportFailure: FailureReport;
  #work: Promise<void> = Promise.resolve();

  constructor(reportFailure: FailureReport) {
    this.#reportFailure = reportFailure;
  }

  /** Puts a write at the end; returns at once and never throws. */
  enqueue(action: string, write: () => Promise<void>): void {
    this.#work = this.#work.then(write).catch((cause: unknown) => {
      this.#reportFailure(action, cause);
    });
  }

  /** Settles when every write so far is done or has failed. */
  drain(): Promise<void> {
    return this.#work;
  }
}
