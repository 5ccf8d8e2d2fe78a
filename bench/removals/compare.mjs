// Removes flags as people did in real commits and compares the results, formatting ignored.
//
//   node bench/removals/compare.mjs CASES MIRRORS [--diffs FOLDER] [--checkouts FOLDER] [NUMBER…]
//
// CASES is a JSON list of { n, repo, sha, parent, flag, winner, pure, files: [{ path }] }; MIRRORS a folder with
// OWNER+NAME/repo git directories. Build first (`npm run build`). Nothing is kept: checkouts go to a temporary folder,
// unless one is named. With --diffs, what differs is written there for reading, from the person's text to ours.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openWorkspace, planFlagRemoval } from "@halyard/core/node";
import { checkedOut, fileAt, readable } from "./checkOut.mjs";
import { judgedFiles, verdictOf, verdicts } from "./judgements.mjs";
import { readableDifference } from "./readableDifference.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { diffs: { type: "string" }, checkouts: { type: "string" } },
});
const [casesPath, mirrors, ...numbers] = positionals;
if (casesPath === undefined || mirrors === undefined) {
  process.stderr.write(
    "Usage: node bench/removals/compare.mjs CASES MIRRORS [--diffs FOLDER] [NUMBER…]\n",
  );
  process.exit(2);
}

const here = import.meta.dirname;
const wanted = new Set(numbers.map(Number));

/** The files that either side touched: `{ path, before, ours, theirs }`, undefined where there is none. */
function touchedFiles(plan, example, repository, textOf) {
  const ours = new Map(
    plan.files.map((f) => [f.path, f.kind === "delete" ? undefined : f.newText]),
  );
  const touched = example.files.map(({ path }) => path).filter((path) => readable.test(path));
  return [...new Set([...ours.keys(), ...touched])].sort().map((path) => {
    const before = textOf(path);
    return {
      path,
      before,
      ours: ours.has(path) ? ours.get(path) : before,
      theirs: touched.includes(path) ? fileAt(repository, example.sha, path) : before,
    };
  });
}

async function runCase(example) {
  const repository = join(mirrors, example.repo.replace("/", "+"), "repo");
  const checkout = checkedOut(repository, example.parent, values.checkouts);
  try {
    const name = example.repo.split("/")[1];
    const configPath = join(here, "config", `${name}.halyard.json`);
    const opened = await openWorkspace({
      cwd: checkout.folder,
      configPath,
      now: new Date(),
      cache: false,
    });
    if (!opened.ok) return { refused: opened.problems.map(({ code }) => code), files: [] };
    const started = performance.now();
    const plan = await planFlagRemoval(opened.workspace, {
      flagKey: example.flag,
      variant: example.winner === "-" ? "true" : example.winner,
      allow: ["dynamic-key", "permanent-flag", "flag-is-prerequisite"],
    });
    const ms = Math.round(performance.now() - started);
    const files = touchedFiles(plan, example, repository, checkout.textOf);
    return { refused: plan.refusals, files, ms };
  } finally {
    checkout.discard();
  }
}

async function writeDifferences(example, { refused, files }, judged) {
  if (values.diffs === undefined) return;
  mkdirSync(values.diffs, { recursive: true });
  const parts = refused.map(
    ({ code, message, place }) => `refused ${code} ${place?.path}: ${message}`,
  );
  for (const [index, file] of files.entries()) {
    const { verdict, of } = judged[index];
    if (verdict === "equal") continue;
    parts.push(`##### ${file.path} [${verdict}] ${of}\n${await readableDifference(file)}`);
  }
  writeFileSync(join(values.diffs, `${example.n}.diff`), `${parts.join("\n")}\n`);
}

const caseTotals = new Map(verdicts.map((verdict) => [verdict, 0]));
const fileTotals = new Map(verdicts.map((verdict) => [verdict, 0]));
const add = (totals, verdict) => totals.set(verdict, (totals.get(verdict) ?? 0) + 1);
const rows = [];
for (const example of JSON.parse(readFileSync(casesPath, "utf8"))) {
  if (!example.pure || (wanted.size > 0 && !wanted.has(example.n))) continue;
  const result = await runCase(example);
  const judged = judgedFiles(example.n, result);
  const verdict = verdictOf(judged);
  add(caseTotals, verdict);
  for (const file of judged) add(fileTotals, file.verdict);
  const equal = judged.filter((file) => file.verdict === "equal").length;
  const codes = (result.refused ?? []).map(({ code }) => code ?? "problem");
  const told = codes.length > 0 ? codes.join(", ") : `${equal}/${judged.length}`;
  rows.push(`| ${example.n} | ${example.flag} | ${told} | ${verdict} | ${result.ms ?? 0} |`);
  process.stderr.write(`${example.n} ${example.flag}: ${verdict} (${told})\n`);
  await writeDifferences(example, result, judged);
}
process.stdout.write(
  "| case | flag | files equal | verdict | plan ms |\n| --- | --- | --- | --- | --- |\n",
);
process.stdout.write(`${rows.join("\n")}\n\n| Verdict | Cases | Files |\n| --- | --- | --- |\n`);
for (const verdict of verdicts)
  process.stdout.write(
    `| ${verdict} | ${caseTotals.get(verdict)} | ${fileTotals.get(verdict)} |\n`,
  );
