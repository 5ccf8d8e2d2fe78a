import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A program that runs beside the tests; its last words tell why it ended. */
export interface Companion {
  readonly process: ChildProcess;
  /** The end of what it wrote, at most 4,000 characters. */
  readonly lastWords: () => string;
  /** Asks it to end, waits, and takes it down where it does not. */
  readonly stop: () => Promise<void>;
}

/** Starts a program that also ends when this process does. */
export function startCompanion(
  program: string,
  args: readonly string[],
  options: SpawnOptions,
): Companion {
  const child = spawn(program, [...args], { ...options, stdio: ["ignore", "pipe", "pipe"] });
  return companionOf(child, () => child.kill("SIGKILL"));
}

/** Starts a program that ends when this process does, even a killed one, with all the processes that it started. */
export function startCompanions(
  program: string,
  args: readonly string[],
  options: SpawnOptions,
): Companion {
  const guard = join(import.meta.dirname, "guard.mjs");
  const child = spawn(process.execPath, [guard, program, ...args], {
    ...options,
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const companion = companionOf(child, () => child.pid && process.kill(-child.pid, "SIGKILL"));
  return {
    ...companion,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, "exit");
      child.stdin.end();
      await exited;
    },
  };
}

function companionOf(child: ChildProcess, kill: () => unknown): Companion {
  let words = "";
  const listen = (chunk: Buffer): void => {
    words = (words + chunk.toString("utf8")).slice(-4_000);
  };
  child.stdout?.on("data", listen);
  child.stderr?.on("data", listen);
  const end = (): void => {
    kill();
  };
  process.once("exit", end);
  child.once("exit", () => process.removeListener("exit", end));
  return {
    process: child,
    lastWords: () => words,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, "exit");
      // PostgreSQL ends its sessions at SIGINT and waits for them at SIGTERM.
      child.kill("SIGINT");
      const patience = sleep(10_000, "late", { ref: false });
      if ((await Promise.race([exited, patience])) === "late") {
        child.kill("SIGKILL");
        await exited;
      }
    },
  };
}

/** A port of the loopback device that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Waits until `isReady` says yes. Throws with the program's last words where it ends or takes too long. */
export async function untilReady(
  { process: child, lastWords }: Companion,
  isReady: () => Promise<boolean>,
  patience: number,
): Promise<void> {
  const deadline = performance.now() + patience;
  while (!(await isReady().catch(() => false))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      throw new Error(`${child.spawnfile} did not get ready:\n${lastWords()}`);
    }
    await sleep(100);
  }
}
