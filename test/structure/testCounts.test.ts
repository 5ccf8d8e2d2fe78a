import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { root } from "../../tools/examples.mjs";

const directory = mkdtempSync(join(tmpdir(), "halyard-counts-"));
afterAll(() => rmSync(directory, { recursive: true }));

function countsOf(report: string | undefined, exitCode: number): string {
  const path = join(directory, "report.json");
  rmSync(path, { force: true });
  if (report !== undefined) writeFileSync(path, report);
  const script = join(root, "tools/testCounts.mjs");
  return execFileSync(process.execPath, [script, path, String(exitCode)], {
    encoding: "utf8",
  }).trim();
}

function reportOf(passed: number, failed: number): string {
  return JSON.stringify({ numPassedTests: passed, numFailedTests: failed });
}

test.each([
  { name: "a good run", report: reportOf(7, 0), exitCode: 0, counts: "7 0" },
  { name: "failed tests", report: reportOf(5, 2), exitCode: 1, counts: "5 2" },
  { name: "a suite that does not load", report: reportOf(5, 0), exitCode: 1, counts: "5 1" },
  { name: "a run without tests", report: reportOf(0, 0), exitCode: 0, counts: "0 1" },
  { name: "a run without a report", report: undefined, exitCode: 0, counts: "0 1" },
  { name: "a broken report", report: "{", exitCode: 1, counts: "0 1" },
])("$name counts as $counts", ({ report, exitCode, counts }) => {
  expect(countsOf(report, exitCode)).toBe(counts);
});
