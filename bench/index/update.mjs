// One file's update in a running index: 400 edits over the files that hold references, in milliseconds.
//
//   node bench/index/update.mjs DIRECTORY
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { openWorkspace } from "@halyard/core/node";

const [root] = process.argv.slice(2);
const opened = await openWorkspace({ cwd: root, now: new Date("2026-11-22"), cache: false });
if (!opened.ok) throw new Error(opened.problems.map((one) => one.message).join("\n"));
const { workspace } = opened;
const paths = [...new Set(workspace.analysis.index.references.map((one) => one.path))];
const times = [];
for (let edit = 0; edit < 400; edit++) {
  const path = paths[(edit * 7919) % paths.length];
  const text = readFileSync(join(root, path), "utf8");
  // A line at the end and an edit at the top, in turn, as somebody types.
  const edited =
    edit % 2 === 0 ? `${text}\nconst typed${edit} = ${edit};\n` : `// ${edit}\n${text}`;
  const started = performance.now();
  await workspace.update(path, edited);
  void workspace.analysis.index.references.length;
  times.push(performance.now() - started);
}
times.sort((left, right) => left - right);
const at = (share) =>
  times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1);
console.log(
  `p50 ${at(0.5)} ms  p95 ${at(0.95)} ms  p99 ${at(0.99)} ms over ${times.length} edits of ${paths.length} files`,
);
