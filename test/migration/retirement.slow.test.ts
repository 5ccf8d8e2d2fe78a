import { execFile } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { planMigrationRetirement } from "../../core/src/node/index.js";
import { applyStep } from "./support/apply.js";
import { layOut, stories, type StageDirectory } from "./support/stages.js";
import { tracesIn } from "./support/traces.js";

const modules = fileURLToPath(new URL("../../node_modules", import.meta.url));

interface TestRun {
  readonly exitCode: number;
  readonly passed: number;
  readonly output: string;
}

/** Runs the tests that a story's directory holds, with the real runner. */
function runTests(directory: string): Promise<TestRun> {
  const args = [join(modules, "vitest/vitest.mjs"), "run", "--root", directory, "--reporter=json"];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd: directory }, (_error, stdout, stderr) => {
      const found = /"numPassedTests":(\d+)/u.exec(stdout);
      const passed = Number(found?.[1] ?? "0");
      resolve({ exitCode: child.exitCode ?? -1, passed, output: `${stdout}${stderr}` });
    });
  });
}

let laidOut: StageDirectory | undefined;

afterEach(() => {
  laidOut?.close();
  laidOut = undefined;
});

describe.each(stories)("%s", (story) => {
  it("passes its own tests before, and after every step of taking it apart", async () => {
    laidOut = layOut(story, "quiet-days-over");
    const { directory, migrationId } = laidOut;
    symlinkSync(modules, join(directory, "node_modules"));
    const before = await runTests(directory);
    expect(before.output).toContain('"numFailedTests":0');
    expect(before.exitCode).toBe(0);
    let passed = before.passed;
    for (const number of [1, 2, 3]) {
      const { steps } = await planMigrationRetirement(await laidOut.open(), { migrationId });
      const step = steps[number - 1];
      if (step === undefined || step.state === "done") continue;
      expect(step.state).toBe("ready");
      applyStep(directory, step);
      const run = await runTests(directory);
      expect(run.output).toContain('"numFailedTests":0');
      expect(run.exitCode).toBe(0);
      expect(run.passed).toBeGreaterThan(0);
      expect(run.passed).toBeLessThanOrEqual(passed);
      passed = run.passed;
    }
    const over = await laidOut.open();
    const code = over.listFiles().filter((path) => path.endsWith(".ts"));
    expect(code.flatMap((path) => tracesIn(story, path, over.textOf(path) ?? ""))).toEqual([]);
    const again = await planMigrationRetirement(over, { migrationId });
    expect(again.steps.map(({ state }) => state)).toEqual(["done", "done", "done"]);
  }, 180_000);

  it("plans each step on its own as it planned them together", async () => {
    laidOut = layOut(story, "quiet-days-over");
    const { directory, migrationId } = laidOut;
    const plan = await planMigrationRetirement(await laidOut.open(), { migrationId });
    for (const step of plan.steps) {
      const { steps } = await planMigrationRetirement(await laidOut.open(), { migrationId });
      expect(steps[step.number - 1]?.files).toEqual(step.files);
      expect(steps.slice(0, step.number - 1).every(({ state }) => state === "done")).toBe(true);
      applyStep(directory, step);
    }
  }, 180_000);
});
