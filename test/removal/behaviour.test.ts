import fc from "fast-check";
import { expect, test } from "vitest";
import { compareBehaviour } from "./support/behaviour.js";
import { renderProgram, seeds } from "./support/programs.js";

const bodies = fc.tuple(
  fc.array(seeds, { minLength: 1, maxLength: 6 }),
  fc.array(seeds, { minLength: 3, maxLength: 3 }),
);

async function behavesTheSame(runs: number, seed: number): Promise<void> {
  let compared = 0;
  const values = fc.constantFrom<readonly ["boolean" | "string", boolean | string]>(
    ["boolean", true],
    ["boolean", false],
    ["string", "new"],
    ["string", "old"],
  );
  await fc.assert(
    fc.asyncProperty(bodies, values, async ([main, lib], [kind, winner]) => {
      const outcome = await compareBehaviour(renderProgram(kind, main, lib), winner);
      if (outcome.kind === "same") compared++;
      expect(outcome.kind === "different" ? outcome.report : "").toBe("");
    }),
    { numRuns: runs, seed },
  );
  expect(compared).toBeGreaterThan(runs * 0.9);
}

test(
  "2,000 generated programs do the same before and after the removal",
  { timeout: 240_000 },
  async () => {
    await behavesTheSame(2000, 20261122);
  },
);
