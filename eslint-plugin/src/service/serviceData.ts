import type { MessagePort } from "node:worker_threads";

/** What the thread is started with. */
export interface ServiceData {
  readonly port: MessagePort;
  /** One number: 0 while a question is open, 1 once its answer is in the port, 2 when the thread has ended. */
  readonly signal: Int32Array<SharedArrayBuffer>;
}

/** Values of the signal. */
export const signals = { asking: 0, answered: 1, ended: 2 } as const;
