import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";

const checkout = join(import.meta.dirname, "../../..");

/** A finding as the command line prints it; line and column count from 1. */
export interface PrintedFinding {
  readonly ruleId: string;
  readonly message: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** What `halyard check` says about a folder on a day, with which the editor has to agree. */
export function findingsOf(root: string, now: string): readonly PrintedFinding[] {
  const bin = join(checkout, "cli/bin/halyard.js");
  const args = [bin, "check", "--format", "json", "--now", now];
  // It ends with 1 where it finds errors, as it should.
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  return (JSON.parse(stdout) as { findings: PrintedFinding[] }).findings;
}

/** Runs an example's own tests on its files as they are now. Throws with what they printed when one fails. */
export function testsPass(root: string): void {
  const vitest = join(checkout, "node_modules/vitest/vitest.mjs");
  execFileSync(process.execPath, [vitest, "run", "--root", root], { cwd: root, stdio: "pipe" });
}
