import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { bundleCase, runnableCases } from "./support/running.js";

const directory = mkdtempSync(join(tmpdir(), "halyard-running-"));

beforeAll(() => {
  vi.stubEnv("write-both", "on");
  vi.stubEnv("read-new", "on");
  vi.spyOn(console, "warn").mockReturnValue(undefined);
});

afterAll(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(directory, { recursive: true, force: true });
});

/** Ids and texts; no text stands for a removal, or for a look alone. */
const steps = fc.array(
  fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("", "one", "two", "other", "poison")),
  { minLength: 1, maxLength: 8 },
);

describe.each(runnableCases("drive"))("%s", (name) => {
  it("does to the new system and shows to people what it did while every flag was at its end", async () => {
    const before = await bundleCase(directory, name, "before");
    const after = await bundleCase(directory, name, "after");
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const [was, is] = [await before(), await after()];
        expect(await is(taken)).toEqual(await was(taken));
      }),
      { seed: 20261122, numRuns: 25 },
    );
  });
});
