import fc from "fast-check";
import { expect, it } from "vitest";
import { referencesByIndex } from "./support/compare.js";
import { referencesByChecker } from "./support/oracle.js";
import { filesOf, workspacePlans } from "./support/workspaces.js";

it("the index equals a full project with types, however keys and wrappers travel", async () => {
  await fc.assert(
    fc.asyncProperty(workspacePlans, async (plan) => {
      const files = filesOf(plan);
      const expected = referencesByChecker(files);
      expect(expected).toHaveLength(plan.calls.length);
      expect(await referencesByIndex(files)).toEqual(expected);
    }),
    { numRuns: 80, seed: 20_260_101 },
  );
});
