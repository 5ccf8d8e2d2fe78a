/** What a queue runs; it may fail and is then tried again. */
export type Job = () => Promise<void>;

/** Where trouble goes that must not reach the person who is waiting. */
export type FailureReport = (action: string, cause: unknown) => void;

/** How a queue works. */
export interface JobQueueOptions {
  /** Runs of one job before it is given up. */
  readonly attempts: number;
  readonly reportFailure: FailureReport;
}

/** Background jobs, one after the other, after the request that asked for them is done. */
export class JobQueue {
  readonly #options: JobQueueOptions;
  #work: Promise<void> = Promise.resolve();

  constructor(options: JobQueueOptions) {
    this.#options = options;
  }

  /** Puts a job at the end; returns at once and never throws. */
  enqueue(name: string, job: Job): void {
    this.#work = this.#work.then(() => this.#run(name, job));
  }

  /** Settles when every job so far has been done or given up. */
  drain(): Promise<void> {
    return this.#work;
  }

  async #run(name: string, job: Job): Promise<void> {
    for (let attempt = 1; attempt <= this.#options.attempts; attempt += 1) {
      try {
        await job();
        return;
      } catch (cause) {
        if (attempt === this.#options.attempts) {
          this.#options.reportFailure(name, cause);
        }
      }
    }
  }
}
