/**
 * What the migration rules say of real repositories: `node bench/migrations/findings.mjs DIRECTORY…`.
 *
 * Each directory needs a `halyard.config.json` with the project's own flag calls, and a registry (an empty one will
 * do). Prints one line for every finding of these rules, every candidate, and what following the code cost.
 */
import { openWorkspace } from "@halyard/core/node";

const rules = new Set([
  "dual-write-leftover",
  "missing-kill-switch",
  "sole-writer",
  "undeclared-migration",
  "unsafe-seam",
  "unmatched-dual-write",
  "uncovered-entry-point",
  "missing-rollback-path",
  "migration-order",
  "one-sided-flag-test",
]);

for (const cwd of process.argv.slice(2)) {
  const opened = await openWorkspace({ cwd, now: new Date(), cache: false });
  if (!opened.ok) {
    console.log(cwd, opened.problems);
    continue;
  }
  const { analysis, stats } = opened.workspace;
  const start = performance.now();
  const { candidates, closure } = analysis.migrations();
  const took = Math.round(performance.now() - start);
  console.log(
    `${cwd}: ${stats.files} files, ${closure.files.length} followed to depth ${closure.depth}, ${took} ms, ${candidates.length} candidates`,
  );
  for (const finding of analysis.findings()) {
    if (!rules.has(finding.ruleId)) continue;
    const { line } = analysis.rangeOf(finding.place).start;
    console.log(`  ${finding.ruleId} ${finding.place.path}:${line} ${finding.message}`);
  }
}
