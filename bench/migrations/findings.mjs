/**
 * What the migration rules say of real repositories that declare no migration.
 *
 *     node bench/migrations/findings.mjs [--declare] DIRECTORY…
 *
 * Each directory needs a `halyard.config.json` with the project's own flag calls, and a registry (an empty one will
 * do); `config/` beside this file holds both. Prints a table, then one line for every candidate and finding with its
 * place, to be read by eye.
 *
 * With `--declare`, each candidate is declared in memory as its quick fix writes it, with the write flag as kill
 * switch, and what the rules say then is printed too; nothing is written.
 */
import { basename } from "node:path";
import { offersFor, resolveFix } from "@halyard/core";
import { openWorkspace } from "@halyard/core/node";

const rules = ["dual-write-leftover", "missing-kill-switch", "sole-writer"];
const now = new Date("2026-11-22T12:00:00Z");
const isDeclaring = process.argv.includes("--declare");
const rows = [];
const notes = [];

for (const cwd of process.argv.slice(2).filter((one) => !one.startsWith("--"))) {
  const opened = await openWorkspace({ cwd, now, cache: false, live: isDeclaring });
  if (!opened.ok) {
    console.log(cwd, opened.problems);
    continue;
  }
  const { workspace } = opened;
  const analysis = isDeclaring ? await workspace.complete() : workspace.analysis;
  const before = process.cpuUsage();
  const { candidates, closure } = analysis.migrations();
  const { user, system } = process.cpuUsage(before);
  const counts = rules.map((rule) => findingsOf(analysis, rule).length);
  const cost = `${((user + system) / 1e6).toFixed(1)} s`;
  rows.push([
    basename(cwd),
    workspace.stats.files,
    closure.files.length,
    candidates.length,
    ...counts,
    cost,
  ]);
  notes.push(`\n${basename(cwd)}`);
  for (const one of candidates) {
    const others = one.others.map((place) => placeOf(analysis, place)).join(" ");
    const { write, read, staged } = one.flags;
    const flags = [staged?.flagKey, write, read].filter((key) => key !== undefined).join(" ");
    notes.push(
      `  ${one.kind} ${placeOf(analysis, one.place)} ${one.old.text} -> ${one.new.text}, ${one.suggestedId}, flags: ${flags || "none"}${others === "" ? "" : `, also ${others}`}`,
    );
  }
  tell(analysis, "");
  if (isDeclaring) await declareEach(workspace, candidates);
  workspace.close();
}

/** Declares one candidate after the other, and prints what is said of it. */
async function declareEach(workspace, candidates) {
  for (const { suggestedId } of candidates) {
    const { analysis } = workspace;
    const context = { analysis, now, textOf: (path) => workspace.textOf(path) };
    const finding = findingsOf(analysis, "undeclared-migration").find(({ message }) =>
      message.includes(`"${suggestedId}"`),
    );
    const offer =
      finding && offersFor(finding, context).find(({ fixId }) => fixId === "declare-migration");
    const fix = offer && resolveFix(offer.fixId, offer.data, context);
    if (!fix?.ok) {
      notes.push(`  ${suggestedId}: cannot be declared`);
      continue;
    }
    const [{ path, newText }] = fix.changes;
    for (const state of ["running", "over"]) {
      const text = JSON.stringify(registryAt(state, JSON.parse(newText), suggestedId));
      const declared = await workspace.refresh({ texts: new Map([[path, text]]) });
      const [migration] = declared.migrations().migrations;
      const count = (side) => migration.calls.filter((call) => call.side === side).length;
      const problems = declared.problems.filter(({ severity }) => severity === "error").length;
      notes.push(
        `  ${suggestedId} ${state}: ${count("old")} calls of the old system, ${count("new")} of the new, ${migration.seams.length} seams, ${problems} problems`,
      );
      tell(declared, "  ", state === "over" ? ["dual-write-leftover", "sole-writer"] : rules);
    }
    await workspace.refresh({ texts: new Map([[path, null]]) });
  }
}

/**
 * The registry while the move runs, with the write flag (or the first mode) as kill switch, or after it: everyone has
 * long been served the last variant.
 */
function registryAt(state, registry, id) {
  const block = registry.migrations[id];
  const { write, read, staged } = block;
  if (state === "running") {
    const variant = staged === undefined ? "off" : Object.keys(staged.stages)[0];
    const stops = staged === undefined ? ["writes"] : ["writes", "reads"];
    block.killSwitch = { flag: (staged ?? write).flag, variant, stops };
    return registry;
  }
  for (const { flag, variant } of [staged, write, read].filter((one) => one !== undefined)) {
    const last = variant ?? Object.keys(staged.stages).at(-1);
    registry.flags[flag].environments = {
      production: { state: "ENABLED", defaultVariant: last, since: "2026-01-01" },
    };
  }
  block.stage = "rampdown";
  return registry;
}

function tell(analysis, indent, among = rules) {
  for (const rule of among) {
    for (const { place, message } of findingsOf(analysis, rule)) {
      notes.push(`${indent}  ${rule} ${placeOf(analysis, place)} ${message}`);
    }
  }
}

function findingsOf(analysis, rule) {
  return analysis.findings().filter(({ ruleId }) => ruleId === rule);
}

function placeOf(analysis, place) {
  return `${place.path}:${analysis.rangeOf(place).start.line}`;
}

const head = ["Repository", "Files", "Followed", "Candidates", ...rules, "CPU"];
for (const row of [head, head.map(() => "---"), ...rows]) console.log(`| ${row.join(" | ")} |`);
console.log(notes.join("\n"));
