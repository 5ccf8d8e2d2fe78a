import { execFile } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { planMigrationRetirement } from "../../core/src/node/index.js";
import { applyStep } from "./support/apply.js";
import { filesOf, layOut, stories, type StageDirectory } from "./support/stages.js";
import { tracesLeft } from "./support/traces.js";

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

/** The texts of a story after all steps. */
async function takenApart(story: StageDirectory): Promise<Record<string, string>> {
  const { directory, migrationId } = story;
  const { steps } = await planMigrationRetirement(await story.open(), { migrationId });
  expect(steps.flatMap(({ refusals }) => refusals)).toEqual([]);
  for (const step of steps) applyStep(directory, step);
  return Object.fromEntries(
    filesOf(directory).map((path) => [path, readFileSync(join(directory, path), "utf8")]),
  );
}

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
      expect(tracesLeft(laidOut, story, step.kind)).toEqual([]);
    }
    const over = await laidOut.open();
    const again = await planMigrationRetirement(over, { migrationId });
    expect(again.steps.map(({ state }) => state)).toEqual(["done", "done", "done"]);
  }, 180_000);

  it("comes apart with line ends of Windows as it does with line feeds, and passes its tests then too", async () => {
    laidOut = layOut(story, "quiet-days-over");
    const plain = await takenApart(laidOut);
    laidOut.close();
    laidOut = layOut(story, "quiet-days-over");
    const { directory } = laidOut;
    for (const path of filesOf(directory)) {
      const text = readFileSync(join(directory, path), "utf8");
      writeFileSync(join(directory, path), text.replaceAll("\n", "\r\n"));
    }
    const other = await takenApart(laidOut);
    expect(Object.values(other).filter((text) => /(?<!\r)\n/u.test(text))).toEqual([]);
    const unified = Object.entries(other).map(([path, text]) => [
      path,
      text.replaceAll("\r\n", "\n"),
    ]);
    expect(Object.fromEntries(unified)).toEqual(plain);
    symlinkSync(modules, join(directory, "node_modules"));
    const run = await runTests(directory);
    expect(run.output).toContain('"numFailedTests":0');
    expect(run.passed).toBeGreaterThan(0);
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
