/**
 * Prints `passed failed` for a report of vitest's JSON reporter: `node tools/testCounts.mjs REPORT EXIT_CODE`.
 *
 * A run that ends badly without a failed test (a suite that does not load, a stray rejection, no tests at all)
 * counts as one failure, so that it is never taken for success.
 */
import { readFileSync } from "node:fs";

const [report = "", exitCode = "1"] = process.argv.slice(2);
const { passed, failed } = counts();
const silentFailure = failed === 0 && (exitCode !== "0" || passed === 0);
console.log(`${String(passed)} ${String(failed + (silentFailure ? 1 : 0))}`);

function counts() {
  try {
    const result = JSON.parse(readFileSync(report, "utf8"));
    return { passed: Number(result.numPassedTests), failed: Number(result.numFailedTests) };
  } catch {
    // The run stopped before its report; the exit code above then says failure.
    return { passed: 0, failed: 0 };
  }
}
