import { expect, test } from "vitest";
import type { Status } from "../../server/src/protocol/status.js";
import { serverOn } from "./support/workspace.js";

/** A process whose day ends two seconds after it has begun, and whose timers are not slower than that. */
const lateInTheEvening = `
  const Real = Date;
  const started = Real.now();
  const evening = Real.UTC(2026, 11, 1, 23, 59, 58);
  globalThis.Date = class extends Real {
    constructor(...given) { if (given.length > 0) super(...given); else super(Date.now()); }
    static now() { return evening + (Real.now() - started); }
  };
  const every = setInterval;
  globalThis.setInterval = (call, time, ...given) => every(call, Math.min(time, 50), ...given);
`;
const files = { "flags.json": '{ "flags": {} }' };

async function startedWith(now: string): Promise<() => Promise<string>> {
  const client = await serverOn(files, {
    preload: lateInTheEvening,
    initializationOptions: { now: undefined },
    configuration: () => ({ now }),
  });
  return async () => {
    await client.ask("halyard/flags", {});
    return (await client.ask<Status>("halyard/status", {})).now.slice(0, 10);
  };
}

test("a new day is noticed, but where the folder's own moment stands still", async () => {
  const pinned = await startedWith("2026-11-22");
  const today = await startedWith("");
  await expect.poll(today, { timeout: 10_000 }).toBe("2026-12-02");
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await pinned()).toBe("2026-11-22");
});
