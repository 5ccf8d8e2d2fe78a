// Measures what the plugin adds to the time that ESLint takes, and how long oxlint takes with it.
//
//   node bench/eslint/measure.mjs --checkout DIR --config FILE [--rounds N] [--paths a,b] [--day DATE]
//
// DIR is a repository, FILE its Halyard configuration (bench/detection has some). Nothing is written to DIR: the index
// lies in a temporary directory and is warm before the first counted run. ESLint runs without the plugin, with the
// rules that look at one file, and with all rules, in turn, each as a process of its own.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const root = fileURLToPath(new URL("../../", import.meta.url));
const { values } = parseArgs({
  options: {
    checkout: { type: "string" },
    config: { type: "string" },
    rounds: { type: "string", default: "3" },
    paths: { type: "string", default: "." },
    day: { type: "string", default: "2026-11-22" },
  },
});
if (values.checkout === undefined || values.config === undefined) {
  console.error("Say what to lint: --checkout DIR --config FILE.");
  process.exit(2);
}
const checkout = resolve(values.checkout);
const work = mkdtempSync(join(tmpdir(), "halyard-bench-"));
const settings = {
  cwd: checkout,
  config: resolve(values.config),
  cache: join(work, "index"),
  now: values.day,
};
const moduleOf = (path) => JSON.stringify(pathToFileURL(join(root, path)).href);

writeFileSync(
  join(work, "eslint.config.mjs"),
  `import js from ${moduleOf("node_modules/@eslint/js/src/index.js")};
import tseslint from ${moduleOf("node_modules/typescript-eslint/dist/index.js")};
const own = process.env.BENCH_RULES;
const started = performance.now();
const plugin = own === "none" ? [] : await halyard();
async function halyard() {
  const { default: plugin } = await import(${moduleOf("eslint-plugin/dist/index.js")});
  const { allRules } = await import(${moduleOf("core/dist/index.js")});
  const configs = plugin.configs.all(${JSON.stringify(settings)});
  const wide = allRules.filter(({ meta }) => own === "file" && meta.scope !== "file");
  return [...configs, { rules: Object.fromEntries(wide.map(({ id }) => ["halyard/" + id, "off"])) }];
}
if (process.env.BENCH_SETUP) {
  const { writeFileSync } = await import("node:fs");
  writeFileSync(process.env.BENCH_SETUP, String(performance.now() - started));
}
export default [
  { files: ["**/*.{js,mjs,cjs,jsx,ts,tsx}"] },
  { linterOptions: { reportUnusedDisableDirectives: "off" }, languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } },
  js.configs.recommended, ...tseslint.configs.recommended, ...plugin,
];
`,
);
// Tells the processor time of all threads when the process ends.
writeFileSync(
  join(work, "usage.mjs"),
  `import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
if (isMainThread) process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env.BENCH_USAGE, String((user + system) / 1e6));
});
`,
);

/** One run of ESLint: seconds on the clock, of the processors, and what the plugin's own share of them was. */
function lint(rules, what = values.paths.split(",")) {
  const setup = join(work, "setup");
  const env = {
    ...process.env,
    BENCH_RULES: rules,
    BENCH_SETUP: setup,
    BENCH_USAGE: join(work, "usage"),
    NODE_OPTIONS: `--import=${pathToFileURL(join(work, "usage.mjs")).href}`,
    TIMING: "all",
  };
  const report = join(work, "report.json");
  const program = join(root, "node_modules/eslint/bin/eslint.js");
  const args = [
    ...[program, "--config", join(work, "eslint.config.mjs")],
    ...["--format", "json", "--output-file", report, ...what],
  ];
  const started = performance.now();
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    cwd: checkout,
    env,
    encoding: "utf8",
    input: "",
    maxBuffer: 1 << 28,
  });
  if (status !== 0 && status !== 1) throw new Error(stderr);
  const results = JSON.parse(readFileSync(report, "utf8"));
  const own = results.flatMap(({ messages }) =>
    messages.filter(({ ruleId }) => ruleId?.startsWith("halyard/")),
  );
  const inRules = [...stdout.matchAll(/^halyard\/\S+\s*\|\s*([\d.]+)/gmu)].map(([, ms]) =>
    Number(ms),
  );
  return {
    files: results.length,
    findings: own.length,
    wall: (performance.now() - started) / 1000,
    cpu: Number(readFileSync(join(work, "usage"), "utf8")),
    rules: sum(inRules) / 1000,
    setup: rules === "none" ? 0 : Number(readFileSync(setup, "utf8")) / 1000,
  };
}

/** One run of oxlint on the same files, with all rules of the plugin or with none. */
function oxlint(rules) {
  const config = join(work, "oxlint.json");
  const names = rules === "none" ? [] : JSON.parse(readFileSync(join(work, "rules.json"), "utf8"));
  const plugin = {
    jsPlugins: [join(root, "eslint-plugin/dist/index.js")],
    rules: Object.fromEntries(names.map((name) => [`halyard/${name}`, "warn"])),
    settings: { halyard: settings },
  };
  writeFileSync(config, JSON.stringify(rules === "none" ? {} : plugin));
  const env = {
    ...process.env,
    BENCH_USAGE: join(work, "usage"),
    NODE_OPTIONS: `--import=${pathToFileURL(join(work, "usage.mjs")).href}`,
  };
  const program = join(root, "node_modules/oxlint/bin/oxlint");
  const args = [program, "--config", config, "--format", "json", ...values.paths.split(",")];
  const started = performance.now();
  const { stdout } = spawnSync(process.execPath, args, { cwd: checkout, env, maxBuffer: 1 << 28 });
  const wall = (performance.now() - started) / 1000;
  const { diagnostics, number_of_files: files } = JSON.parse(stdout.toString());
  const findings = diagnostics.filter(({ code }) => code?.startsWith("halyard(")).length;
  return { files, findings, wall, cpu: Number(readFileSync(join(work, "usage"), "utf8")) };
}

const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
const percent = (share) => `${(share * 100).toFixed(1)} %`;

try {
  lint("all", ["--stdin", "--stdin-filename", "none.js"]); // Makes the index.
  const variants = { none: [], file: [], all: [] };
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const [name, runs] of Object.entries(variants)) {
      runs.push(lint(name));
      console.error(`${name}: ${JSON.stringify(runs.at(-1))}`);
    }
  }
  const { default: plugin } = await import("eslint-plugin-halyard");
  writeFileSync(join(work, "rules.json"), JSON.stringify(Object.keys(plugin.rules)));
  for (const name of ["none", "all"]) {
    const runs = Array.from({ length: Number(values.rounds) }, () => oxlint(name));
    const figure = (measure) => median(runs.map((run) => run[measure])).toFixed(1);
    const { files, findings } = runs[0];
    console.log(
      `oxlint, ${name}: ${files} files, ${findings} findings: wall ${figure("wall")} s, cpu ${figure("cpu")} s`,
    );
  }
  for (const [name, runs] of Object.entries(variants)) {
    const { files, findings } = runs[0];
    const added = (measure) =>
      percent(median(runs.map((run, at) => run[measure] / variants.none[at][measure])) - 1);
    const share = percent(median(runs.map(({ rules, setup, wall }) => (rules + setup) / wall)));
    console.log(
      `${name.padEnd(5)} ${files} files, ${findings} findings: wall ${median(runs.map(({ wall }) => wall)).toFixed(1)} s (${added("wall")}), ` +
        `cpu ${median(runs.map(({ cpu }) => cpu)).toFixed(1)} s (${added("cpu")}); ` +
        `the plugin's own ${median(runs.map(({ setup }) => setup)).toFixed(2)} s to set up and ${median(runs.map(({ rules }) => rules)).toFixed(2)} s in rules, ${share} of the wall`,
    );
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
