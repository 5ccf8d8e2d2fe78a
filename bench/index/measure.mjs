// What the index costs beside ripgrep and beside a full ts-morph project, on the same files, in one run.
//
//   node bench/index/measure.mjs DIRECTORY [ROUNDS]
//
// DIRECTORY holds the checkouts that `names` lists. Figures are whole processes; quote medians and ratios.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildComposite, keysOf, writeSettings } from "./corpus.mjs";

const names = ["unleash", "langfuse", "desktop", "blurts-server"];
const [directory, rounds = "5", full = "full"] = process.argv.slice(2);
if (directory === undefined) {
  console.error("usage: node bench/index/measure.mjs DIRECTORY [ROUNDS] [full|no-full]");
  process.exit(2);
}

const here = fileURLToPath(new URL(".", import.meta.url));
const halyard = fileURLToPath(new URL("../../cli/bin/halyard.js", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "halyard-bench-"));
const composite = join(work, "composite");
const cache = join(work, "cache");
const clock = ["--now", "2026-11-22"];

buildComposite(directory, names, composite);
const keys = keysOf(composite);
writeSettings(composite, keys);

const index = ["index", "--format", "json", "--cwd", composite, ...clock];
const types = [
  "*.ts",
  "*.tsx",
  "*.mts",
  "*.cts",
  "*.js",
  "*.jsx",
  "*.mjs",
  "*.cjs",
  "*.vue",
  "*.svelte",
];
const globs = types.flatMap((type) => ["-g", type]);
const commands = {
  rg: () => run("rg", ["-F", "-l", ...globs, "-f", join(composite, "keys.txt"), composite]),
  cold: () => run(process.execPath, [halyard, ...index, "--no-cache"]),
  warm: () => run(process.execPath, [halyard, ...index, "--cache-location", cache]),
  update: () => run(process.execPath, [join(here, "update.mjs"), composite]),
};

function run(command, args) {
  const started = process.hrtime.bigint();
  const result = spawnSync("/usr/bin/time", ["-f", "%U %S %M", command, ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const wall = Number(process.hrtime.bigint() - started) / 1e9;
  const line = result.stderr.trim().split("\n").at(-1) ?? "";
  const [user = 0, system = 0, kilobytes = 0] = line.split(" ").map(Number);
  return { wall, cpu: user + system, megabytes: kilobytes / 1024, out: result.stdout };
}

function median(values) {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[sorted.length >> 1] ?? 0;
}

for (const command of Object.values(commands)) command();
const seen = { rg: [], cold: [], warm: [], update: [] };
for (let round = 0; round < Number(rounds); round++) {
  for (const [name, command] of Object.entries(commands)) seen[name].push(command());
}

const count = run("rg", ["--files", ...globs, composite])
  .out.trim()
  .split("\n").length;
const references = JSON.parse(seen.cold[0].out).length;
console.log(
  `${count} source files, ${keys.length} keys, ${references} references, ${rounds} rounds`,
);
const base = median(seen.rg.map((one) => one.wall));
for (const name of ["rg", "cold", "warm"]) {
  const wall = median(seen[name].map((one) => one.wall));
  const cpu = median(seen[name].map((one) => one.cpu));
  const memory = Math.max(...seen[name].map((one) => one.megabytes));
  const ratio = median(seen[name].map((one, round) => one.wall / seen.rg[round].wall));
  console.log(
    `${name.padEnd(6)} wall ${wall.toFixed(2)} s  cpu ${cpu.toFixed(2)} s  peak ${memory.toFixed(0)} MB  ${ratio.toFixed(1)} × rg`,
  );
}
console.log(`update ${seen.update[0].out.trim()}`);
if (full === "full") {
  const whole = run(process.execPath, [
    "--max-old-space-size=12000",
    join(here, "fullProject.mjs"),
    composite,
  ]);
  console.log(
    `ts-morph, whole project: wall ${whole.wall.toFixed(1)} s  peak ${whole.megabytes.toFixed(0)} MB  ${(whole.wall / base).toFixed(0)} × rg (${whole.out.trim()})`,
  );
}
rmSync(work, { recursive: true, force: true });
