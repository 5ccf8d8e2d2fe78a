import { workerData } from "node:worker_threads";
import { openService } from "./openService.js";
import type { Answer, Question } from "./protocol.js";
import { signals, type ServiceData } from "./serviceData.js";

const { port, signal } = workerData as ServiceData;

/** Tells the waiting thread, by the signal first, because its own event loop stands still. */
function wake(value: number): void {
  Atomics.store(signal, 0, value);
  Atomics.notify(signal, 0);
}

const answer = openService();

async function reply(question: Question): Promise<void> {
  let result: Answer;
  try {
    result = await answer(question);
  } catch (error) {
    result = { kind: "failed", reason: error instanceof Error ? error.message : String(error) };
  }
  port.postMessage(result);
  wake(signals.answered);
}

port.on("message", (question: Question) => void reply(question));
process.on("exit", () => {
  wake(signals.ended);
});
