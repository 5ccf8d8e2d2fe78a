// What one removal costs on a real repository: a flag is planted in 50 of its files, and taken out again.
//
//   node bench/removals/speed.mjs CHECKOUT [ROUNDS]
//
// CHECKOUT is a folder with sources; it is copied into a temporary one, which is taken away. Build first. Every round is
// a process of its own with a warm index: times are from opening the workspace, memory is the process's highest.
import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

const touched = 50;
const [first, second = "3"] = process.argv.slice(2);
if (first === undefined) {
  process.stderr.write("Usage: node bench/removals/speed.mjs CHECKOUT [ROUNDS]\n");
  process.exit(2);
}
if (first === "--measure") await measure(second);
else run(first, Number(second));

/** One round in a process of its own: prints a line of JSON. */
async function measure(folder) {
  const started = performance.now();
  const { openWorkspace, planFlagRemoval } = await import("@halyard/core/node");
  const opened = await openWorkspace({ cwd: folder, now: new Date() });
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  const indexed = performance.now();
  const plan = await planFlagRemoval(opened.workspace, {
    flagKey: "planted-flag",
    variant: "true",
  });
  const planned = performance.now();
  const figures = {
    files: opened.workspace.stats.files,
    changed: plan.files.length,
    refusals: plan.refusals.map(({ code, message, place }) => `${code} ${place?.path} ${message}`),
    openMs: Math.round(indexed - started),
    planMs: Math.round(planned - indexed),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

function run(checkout, rounds) {
  const folder = mkdtempSync(join(tmpdir(), "halyard-speed-"));
  try {
    const skipped = new Set([".git", "node_modules", "dist", "build", "coverage"]);
    cpSync(checkout, folder, {
      recursive: true,
      filter: (path) =>
        !relative(checkout, path)
          .split("/")
          .some((part) => skipped.has(part)),
    });
    plant(folder);
    const measured = () =>
      JSON.parse(
        execFileSync(process.execPath, [import.meta.filename, "--measure", folder]).toString(),
      );
    measured(); // The first round fills the index's cache.
    const results = Array.from({ length: rounds }, measured);
    for (const result of results) process.stdout.write(`${JSON.stringify(result)}\n`);
    const median = (name) => results.map((one) => one[name]).sort((a, b) => a - b)[rounds >> 1];
    process.stdout.write(
      `median: open ${median("openMs")} ms, plan ${median("planMs")} ms, peak ${median("peakMb")} MB\n`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Puts reads of a flag into files all over the repository, and a value that flows from one of them to the others. */
function plant(folder) {
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/u.test(path) && !/\.(?:d|test|spec|stories)\.|__tests__/u.test(path))
    .sort();
  const step = Math.floor(sources.length / (touched - 1));
  write(
    folder,
    "planted/flag.ts",
    `export function isPlanted(key: string): boolean {\n  return key === "x";\n}\n`,
  );
  write(
    folder,
    "planted/shared.ts",
    `import { isPlanted } from "./flag";\n\nexport const isShared = isPlanted("planted-flag");\n`,
  );
  for (let index = 0; index < touched - 1; index++) {
    const path = sources[index * step] ?? "";
    const up = relative(join(folder, path, ".."), folder) || ".";
    const text = readFileSync(join(folder, path), "utf8");
    const name = `planted${String(index)}`;
    const isDirect = index % 2 === 0;
    const imported = isDirect
      ? `import { isPlanted } from "${up}/planted/flag";\n`
      : `import { isShared } from "${up}/planted/shared";\n`;
    const read = isDirect ? 'isPlanted("planted-flag")' : "isShared";
    const added = `
function old${name}(count: number): string {
  return String(count);
}
export function ${name}(count: number, label: string): string {
  const isNew = ${read} && count > 1;
  if (!${read}) return old${name}(count);
  return isNew ? label : "none";
}
`;
    write(folder, path, imported + text + added);
  }
  write(
    folder,
    "halyard.config.json",
    JSON.stringify({ matchers: [{ kind: "call", names: ["isPlanted"], valueType: "boolean" }] }),
  );
}

function write(folder, path, text) {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}
