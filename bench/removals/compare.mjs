// Removes flags as people did in real commits and compares the results, formatting ignored.
//
//   node bench/removals/compare.mjs CASES MIRRORS [NUMBER…]
//
// CASES is a JSON list of { n, repo, sha, parent, flag, winner, pure, files: [{ path }] }; MIRRORS a folder with
// OWNER+NAME/repo git directories. Build first (`npm run build`). Nothing is kept: checkouts go to a temporary folder.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openWorkspace, planFlagRemoval } from "@halyard/core/node";
import { normalized } from "./normalized.mjs";

const [casesPath, mirrors, ...numbers] = process.argv.slice(2);
if (casesPath === undefined || mirrors === undefined) {
  process.stderr.write("Usage: node bench/removals/compare.mjs CASES MIRRORS [NUMBER…]\n");
  process.exit(2);
}

const here = import.meta.dirname;
const judgements = JSON.parse(readFileSync(join(here, "judgements.json"), "utf8"));
const readable = /\.(?:[cm]?[jt]sx?|json|ya?ml)$/u;
const largest = 1_500_000;
const wanted = new Set(numbers.map(Number));

/** Writes the readable files of a commit below a folder. Files that the mirror lacks are left out. */
function checkOut(repository, commit, folder) {
  const git = (args, input) =>
    execFileSync("git", ["-C", repository, ...args], { input, maxBuffer: 2 ** 31 });
  const entries = git(["ls-tree", "-r", "-l", commit])
    .toString()
    .split("\n")
    .flatMap((line) => {
      const [head = "", path = ""] = line.split("\t");
      const [, type, id, size] = head.split(/\s+/u);
      return type === "blob" && readable.test(path) && Number(size) < largest ? [{ id, path }] : [];
    });
  const output = git(["cat-file", "--batch"], entries.map(({ id }) => `${id}\n`).join(""));
  let at = 0;
  for (const { path } of entries) {
    const end = output.indexOf(10, at);
    const [, kind, size] = output.toString("utf8", at, end).split(" ");
    at = end + 1;
    if (kind === "missing") continue;
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
}

function fileAt(repository, commit, path) {
  try {
    const options = { maxBuffer: 2 ** 28, stdio: ["ignore", "pipe", "ignore"] };
    return execFileSync("git", ["-C", repository, "show", `${commit}:${path}`], options).toString();
  } catch {
    return undefined;
  }
}

/** Compares every file that either side touched: `equal`, or the paths that differ. */
function compareFiles(plan, example, repository, folder) {
  const ours = new Map(
    plan.files.map((f) => [f.path, f.kind === "delete" ? undefined : f.newText]),
  );
  const touched = example.files.map(({ path }) => path).filter((path) => readable.test(path));
  const paths = [...new Set([...ours.keys(), ...touched])].sort();
  const differing = paths.filter((path) => {
    const target = join(folder, path);
    const before = existsSync(target) ? readFileSync(target, "utf8") : undefined;
    const theirs = touched.includes(path) ? fileAt(repository, example.sha, path) : before;
    return normalized(path, ours.has(path) ? ours.get(path) : before) !== normalized(path, theirs);
  });
  return { files: paths.length, differing };
}

async function runCase(example) {
  const repository = join(mirrors, example.repo.replace("/", "+"), "repo");
  const folder = mkdtempSync(join(tmpdir(), "halyard-removal-"));
  try {
    checkOut(repository, example.parent, folder);
    const name = example.repo.split("/")[1];
    const configPath = join(here, "config", `${name}.halyard.json`);
    const opened = await openWorkspace({ cwd: folder, configPath, now: new Date(), cache: false });
    if (!opened.ok) return { refused: opened.problems.map(({ code }) => code) };
    const started = performance.now();
    const plan = await planFlagRemoval(opened.workspace, {
      flagKey: example.flag,
      variant: example.winner === "-" ? "true" : example.winner,
      allow: ["dynamic-key", "permanent-flag", "flag-is-prerequisite"],
    });
    const ms = Math.round(performance.now() - started);
    if (plan.refusals.length > 0) return { refused: plan.refusals.map(({ code }) => code), ms };
    return { ...compareFiles(plan, example, repository, folder), ms };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const totals = new Map();
const rows = [];
for (const example of JSON.parse(readFileSync(casesPath, "utf8"))) {
  if (!example.pure || (wanted.size > 0 && !wanted.has(example.n))) continue;
  const result = await runCase(example);
  const judged = judgements[String(example.n)] ?? "not judged";
  const verdict = result.refused ? "refused" : result.differing.length === 0 ? "equal" : judged;
  totals.set(verdict, (totals.get(verdict) ?? 0) + 1);
  const files = result.refused
    ? result.refused.join(", ")
    : `${result.files - result.differing.length}/${result.files}`;
  rows.push(`| ${example.n} | ${example.flag} | ${files} | ${verdict} | ${result.ms ?? 0} |`);
  process.stderr.write(`${example.n} ${example.flag}: ${verdict}\n`);
  for (const path of result.differing ?? []) process.stderr.write(`  differs: ${path}\n`);
}
process.stdout.write(
  "| case | flag | files equal | verdict | plan ms |\n| --- | --- | --- | --- | --- |\n",
);
process.stdout.write(`${rows.join("\n")}\n\n`);
for (const [verdict, count] of totals) process.stdout.write(`${verdict}: ${count}\n`);
