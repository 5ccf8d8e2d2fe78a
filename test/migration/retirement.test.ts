import { afterEach, describe, expect, it } from "vitest";
import { planMigrationRetirement } from "../../core/src/node/index.js";
import { applyStep } from "./support/apply.js";
import { layOut, stories, type StageDirectory } from "./support/stages.js";

/** What nobody should read any more once the story is over. */
const traces: Readonly<Record<(typeof stories)[number], RegExp>> = {
  "search-cluster-move": /provider-?a\b|clusterA|search\.es\./iu,
  "live-feed-to-service": /pushHub|src\/push|live-feed\.(?:publish|read|kill)/iu,
  "order-service-switch": /serviceA\b|replicate|EventChannel|orders\.(?:serve|replicate|pause)/iu,
};

let laidOut: StageDirectory | undefined;

afterEach(() => {
  laidOut?.close();
  laidOut = undefined;
});

describe.each(stories)("%s", (story) => {
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
      story === "order-service-switch" ? "done" : "planned",
    ]);
    for (const step of plan.steps) applyStep(directory, step);
    const after = await laidOut.open();
    const code = after.listFiles().filter((path) => path.endsWith(".ts"));
    const left = code.flatMap((path) =>
      (after.textOf(path) ?? "")
        .split("\n")
        .map((line) => line.replace(/^\s*(?:\*|\/\*\*|\/\/).*$|^it\(".*$/u, ""))
        .filter((line) => traces[story].test(line))
        .map((line) => `${path}: ${line}`),
    );
    expect(left).toEqual([]);
    const again = await planMigrationRetirement(after, { migrationId });
    expect(again.steps.map(({ state }) => state)).toEqual(["done", "done", "done"]);
  });
});
