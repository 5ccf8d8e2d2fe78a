import {
  MessageChannel,
  receiveMessageOnPort,
  Worker,
  type MessagePort,
} from "node:worker_threads";
import type { Answer, Question } from "../service/protocol.js";
import { signals, type ServiceData } from "../service/serviceData.js";

/** No question takes this long; a thread that was ended from outside can no longer say so. In milliseconds. */
const patience = 10 * 60_000;

/**
 * A thread that holds the opened workspaces and answers at once, as seen from here: ESLint's rules cannot wait for a
 * promise, so the calling thread sleeps until the answer is there.
 */
export class ServiceThread {
  readonly #port: MessagePort;
  readonly #signal = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    const data: ServiceData = { port: port2, signal: this.#signal };
    const worker = new Worker(new URL("../service/service.js", import.meta.url), {
      workerData: data,
      transferList: [port2],
    });
    // A thread that fails has said so by its signal; without a listener it would end ESLint as well.
    worker.on("error", () => undefined);
    worker.unref();
    port1.unref();
  }

  /** Asks and waits. Never throws: a thread that has ended answers with `failed`. */
  ask<Kind extends Question["kind"]>(
    question: Extract<Question, { kind: Kind }>,
  ): Extract<Answer, { kind: Kind | "failed" }>;
  ask(question: Question): Answer {
    if (Atomics.load(this.#signal, 0) === signals.ended) return ended;
    Atomics.store(this.#signal, 0, signals.asking);
    this.#port.postMessage(question);
    Atomics.wait(this.#signal, 0, signals.asking, patience);
    const received = receiveMessageOnPort(this.#port) as { message: Answer } | undefined;
    return received?.message ?? ended;
  }
}

const ended: Answer = { kind: "failed", reason: "the thread that holds the workspace has ended" };
