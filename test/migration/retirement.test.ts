import { afterEach, describe, expect, it } from "vitest";
import { planMigrationRetirement } from "../../core/src/node/index.js";
import { applyStep } from "./support/apply.js";
import { layOut, type StageDirectory } from "./support/stages.js";
import { tracesLeft } from "./support/traces.js";

let laidOut: StageDirectory | undefined;

afterEach(() => {
  laidOut?.close();
  laidOut = undefined;
});

// The other stories take longer: the slow suite has all of them, with their own tests run after every step.
describe.each(["order-service-switch"] as const)("%s", (story) => {
  it("is taken apart in order, and nothing in the code speaks of the old system afterwards", async () => {
    laidOut = layOut(story, "quiet-days-over");
    const { directory, migrationId } = laidOut;
    const plan = await planMigrationRetirement(await laidOut.open(), { migrationId });
    expect(plan.refusals).toEqual([]);
    expect(plan.steps.flatMap(({ refusals }) => refusals)).toEqual([]);
    expect(plan.steps.map(({ kind }) => kind)).toEqual(["reads", "system", "kill-switch"]);
    expect(plan.steps.map(({ state }) => state)).toEqual([
      "ready",
      "planned",
      // Only the synchronisation asked the kill switch.
      "done",
    ]);
    for (const step of plan.steps) {
      applyStep(directory, step);
      expect(tracesLeft(laidOut, story, step.kind)).toEqual([]);
    }
    const after = await laidOut.open();
    const again = await planMigrationRetirement(after, { migrationId });
    expect(again.steps.map(({ state }) => state)).toEqual(["done", "done", "done"]);
  });
});
