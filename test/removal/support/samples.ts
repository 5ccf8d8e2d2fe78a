import fc from "fast-check";
import type { EngineOptions } from "../../../core/src/removal/plan/engine.js";
import { compareBehaviour, type Outcome } from "./behaviour.js";
import { renderProgram, seeds, type FlagKind } from "./programs.js";
import type { Seed } from "./rendering.js";

/** A program's main function and library as seeds, with what its flag reads and the value that wins. */
interface Sample {
  readonly main: readonly Seed[];
  readonly lib: readonly Seed[];
  readonly kind: FlagKind;
  readonly winner: boolean | string;
}

/** Programs with every kind of flag and both sides as winners. */
const samples: fc.Arbitrary<Sample> = fc
  .record({
    main: fc.array(seeds, { minLength: 1, maxLength: 6 }),
    lib: fc.array(seeds, { minLength: 3, maxLength: 3 }),
    flag: fc.constantFrom<readonly [FlagKind, boolean | string]>(
      ["boolean", true],
      ["boolean", false],
      ["string", "new"],
      ["string", "old"],
    ),
  })
  .map(({ main, lib, flag: [kind, winner] }) => ({ main, lib, kind, winner }));

/** Removes the flag from one program and compares what it does before and after. */
function outcomeOf(sample: Sample, options: EngineOptions = {}): Promise<Outcome> {
  return compareBehaviour(
    renderProgram(sample.kind, sample.main, sample.lib),
    sample.winner,
    options,
  );
}

/** The report on the first of a number of programs that does something else afterwards; the same for the same seed. */
export async function firstDifference(
  runs: number,
  seed: number,
  options: EngineOptions,
): Promise<string | undefined> {
  for (const sample of fc.sample(samples, { numRuns: runs, seed })) {
    const outcome = await outcomeOf(sample, options);
    if (outcome.kind === "different") return outcome.report;
  }
  return undefined;
}

/** Checks many programs and shrinks the first that differs; answers how many were compared to the end. */
export async function checkBehaviour(runs: number, seed: number): Promise<number> {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(samples, async (sample) => {
      const outcome = await outcomeOf(sample);
      if (outcome.kind === "same") compared++;
      if (outcome.kind === "different") throw new Error(outcome.report);
    }),
    { numRuns: runs, seed },
  );
  return compared;
}
