import { Worker } from "node:worker_threads";
import type { CancellationToken } from "vscode-languageserver/node";
import type { RemovalPlan, Retirement } from "@halyard/core";
import type { FlagRemovalOptions, RetirementOptions, WorkspaceState } from "@halyard/core/node";
import { cancelled } from "../connection/requests.js";
import type { Snapshot } from "../workspaces/snapshot.js";
import type { PlanAnswer, PlanRequest, PlanTask } from "./removalThread.js";

/** The thread with its compiler goes when nobody has planned anything for this many milliseconds. */
const idleTime = 120_000;
/** A plan that needs more memory than this, in megabytes, ends its thread and not the server. */
const memoryLimit = 2_048;

interface Job {
  readonly snapshot: Snapshot;
  readonly state: WorkspaceState;
  readonly task: PlanTask;
  readonly settle: (answer: PlanAnswer) => void;
  readonly fail: (error: Error) => void;
  isCancelled: boolean;
  attempts: number;
}

/**
 * Makes plans of removals and retirements in a thread of its own, one after another.
 *
 * Planning is one long computation, so cancelling a plan ends the thread; the next one starts another. A thread that
 * dies (out of memory, a bug) is replaced and its plan tried once more.
 */
export class Planner {
  readonly #jobs: Job[] = [];
  #running: Job | undefined;
  #thread: Worker | undefined;
  /** What the thread holds, so that it is not sent twice. */
  #sent: Snapshot | undefined;
  #idle: NodeJS.Timeout | undefined;
  #count = 0;
  readonly #newThread: () => Worker;

  /** `newThread` starts a thread with the removal engine. */
  constructor(newThread: () => Worker = engineThread) {
    this.#newThread = newThread;
  }

  /** Throws a cancellation where the token asks for it, and an error where the engine fails. */
  async plan(
    snapshot: Snapshot,
    options: FlagRemovalOptions,
    token: CancellationToken,
  ): Promise<RemovalPlan> {
    const { plan, failure } = await this.#answer(snapshot, { kind: "removal", options }, token);
    if (plan === undefined) throw new Error(failure ?? "The plan has got lost.");
    return plan;
  }

  /** As `plan`, for taking a migration apart. */
  async retire(
    snapshot: Snapshot,
    options: RetirementOptions,
    token: CancellationToken,
  ): Promise<Retirement> {
    const task: PlanTask = { kind: "retirement", options };
    const { retirement, failure } = await this.#answer(snapshot, task, token);
    if (retirement === undefined) throw new Error(failure ?? "The plan has got lost.");
    return retirement;
  }

  #answer(snapshot: Snapshot, task: PlanTask, token: CancellationToken): Promise<PlanAnswer> {
    return new Promise<PlanAnswer>((settle, fail) => {
      const job: Job = {
        snapshot,
        state: snapshot.state(),
        task,
        settle,
        fail,
        isCancelled: false,
        attempts: 0,
      };
      token.onCancellationRequested(() => {
        job.isCancelled = true;
        fail(cancelled());
        if (this.#running === job) this.#endThread();
      });
      this.#jobs.push(job);
      this.#next();
    });
  }

  dispose(): void {
    clearTimeout(this.#idle);
    this.#endThread();
  }

  #next(): void {
    if (this.#running !== undefined) return;
    const job = this.#jobs.shift();
    if (job === undefined) {
      this.#idle = setTimeout(() => {
        this.#endThread();
      }, idleTime).unref();
      return;
    }
    if (job.isCancelled) {
      this.#next();
      return;
    }
    clearTimeout(this.#idle);
    this.#running = job;
    job.attempts++;
    const thread = (this.#thread ??= this.#startThread());
    const isSent = this.#sent === job.snapshot;
    const request: PlanRequest = {
      id: ++this.#count,
      task: job.task,
      ...(!isSent && { state: job.state }),
    };
    this.#sent = job.snapshot;
    thread.ref();
    thread.postMessage(request);
  }

  #startThread(): Worker {
    const thread = this.#newThread();
    thread.on("message", (answer: PlanAnswer) => {
      const job = this.#running;
      this.#running = undefined;
      thread.unref();
      job?.settle(answer);
      this.#next();
    });
    thread.on("error", (error) => {
      this.#died(thread, error instanceof Error ? error : new Error(String(error)));
    });
    thread.on("exit", () => {
      this.#died(thread, new Error("The removal engine stopped; ask again."));
    });
    return thread;
  }

  #died(thread: Worker, error: Error): void {
    if (this.#thread !== thread) return;
    this.#thread = undefined;
    this.#sent = undefined;
    const job = this.#running;
    this.#running = undefined;
    if (job !== undefined && !job.isCancelled) {
      if (job.attempts === 1) this.#jobs.unshift(job);
      else job.fail(error);
    }
    this.#next();
  }

  #endThread(): void {
    const thread = this.#thread;
    if (thread === undefined) return;
    this.#thread = undefined;
    this.#sent = undefined;
    this.#running = undefined;
    void thread.terminate();
    this.#next();
  }
}

function engineThread(): Worker {
  return new Worker(new URL("./removalThread.js", import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: memoryLimit },
  });
}
