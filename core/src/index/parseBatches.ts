/** Files per batch. */
const batchSize = 24;

/** Candidates that are sent off together to be parsed, while the scan goes on. */
export class ParseBatches {
  readonly #send: (paths: readonly string[]) => Promise<void>;
  readonly #sent: Promise<void>[] = [];
  #batch: string[] = [];

  constructor(send: (paths: readonly string[]) => Promise<void>) {
    this.#send = send;
  }

  add(path: string): void {
    this.#batch.push(path);
    if (this.#batch.length === batchSize) this.#sendBatch();
  }

  /** Sends off the rest; settled once all is parsed. */
  async rest(): Promise<void> {
    this.#sendBatch();
    await Promise.all(this.#sent);
  }

  #sendBatch(): void {
    this.#sent.push(this.#send(this.#batch));
    this.#batch = [];
  }
}
