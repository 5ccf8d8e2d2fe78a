// The language server on a real repository: server and client in processes of their own, times in milliseconds.
//
//   node bench/server/measure.mjs DIRECTORY [EDITS]
//
// EDITS is 3600 by default: an hour of somebody who types a stroke a second, without the waiting.
// DIRECTORY is a checkout with a halyard.config.json (see ../detection); some files are added to it and taken away.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { Client } from "./client.mjs";

const [root, editCount = "3600"] = process.argv.slice(2);
if (root === undefined) throw new Error("Name a directory.");
const cache = join(root, "node_modules/.cache/halyard");
const added = join(root, "src/halyard-bench");
const results = [];

/**
 * @param {string} name
 * @param {string} figure
 * @param {string} [target]
 */
function tell(name, figure, target = "") {
  results.push(`| ${name} | ${figure} | ${target} |`);
  console.log(`${name}: ${figure}${target === "" ? "" : ` (wanted: ${target})`}`);
}

/** @param {number[]} times */
function spread(times) {
  const sorted = [...times].sort((left, right) => left - right);
  const at = (/** @type {number} */ share) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}`;
}

/** @param {() => Promise<unknown>} run */
async function timed(run) {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

/** Fifty files that ask one flag. */
function addFiles() {
  mkdirSync(added, { recursive: true });
  for (let file = 0; file < 50; file++) {
    const name = `bench${String(file)}`;
    writeFileSync(
      join(added, `${name}.ts`),
      `import { evaluateFlag } from '../flags';\n\nexport function ${name}(): string {\n    if (evaluateFlag('benchFlag', false)) {\n        return 'new ${name}';\n    }\n    return 'old ${name}';\n}\n`,
    );
  }
}

/** A request every now and then while a workspace is opened without a cache, each cancelled soon after. */
async function measureOpening() {
  rmSync(cache, { recursive: true, force: true });
  const client = new Client(root);
  await client.initialize();
  const state = { isOpen: false };
  const opened = client.ask("halyard/flags", {}).then(() => (state.isOpen = true));
  const cancellations = [];
  while (!state.isOpen) cancellations.push(await client.cancelled("halyard/flags", {}, 20));
  await opened;
  tell(`cancelling while opening (${String(cancellations.length)})`, spread(cancellations), "50");
  await client.stop();
}

async function measureStart() {
  rmSync(cache, { recursive: true, force: true });
  for (const kind of ["cold", "warm"]) {
    const started = performance.now();
    const client = new Client(root);
    const answered = await timed(() => client.initialize());
    tell(`initialize, ${kind}`, `${answered.toFixed(0)}, process start included`, "300");
    const text = readFileSync(join(root, "src/halyard-bench/bench0.ts"), "utf8");
    await client.open("src/halyard-bench/bench0.ts", text);
    await client.diagnostics("src/halyard-bench/bench0.ts");
    const first = performance.now() - started;
    tell(`first diagnostics, ${kind}`, first.toFixed(0), kind === "cold" ? "3000" : "1000");
    // What the first answer could do without is being done, the cache among it.
    await client.ask("halyard/flags", {});
    await client.stop();
  }
}

/** @param {Client} client */
async function measureEditing(client) {
  const { flags } = await client.ask("halyard/flags", { references: true });
  const paths = [
    ...new Set(
      flags.flatMap((/** @type {any} */ flag) =>
        flag.files.map((/** @type {any} */ file) => file.path),
      ),
    ),
  ].slice(0, 60);
  const texts = new Map(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
  for (const [path, text] of texts) await client.open(path, text);
  await client.diagnostics(paths[0]);
  const keystrokes = [];
  const count = Number(editCount);
  for (let edit = 0; edit < count; edit++) {
    const path = paths[(edit * 7) % paths.length];
    const lines = (texts.get(path) ?? "").split("\n").length;
    const place = { line: (edit * 13) % lines, character: 0 };
    const typed = edit % 2 === 0 ? " " : "";
    keystrokes.push(
      await timed(async () => {
        await client.change(path, typed, place, edit % 2 === 0 ? 0 : 1);
        await client.diagnostics(path);
      }),
    );
    // A pause to think, in which the rules that follow calls have their turn.
    if (edit % 30 === 29) await new Promise((resolve) => setTimeout(resolve, 500));
    if (edit === Math.floor(count / 10) || edit === Math.floor(count / 2) || edit === count - 1) {
      tell(
        `memory after ${String(edit + 1)} edits`,
        `${client.memory().toFixed(0)} MB`,
        "400 MB, not growing",
      );
    }
  }
  tell(`diagnostics after a keystroke (${String(count)})`, spread(keystrokes), "p50 20, p95 50");
  return flags;
}

/**
 * @param {Client} client
 * @param {any[]} flags
 */
async function measureReading(client, flags) {
  const places = flags.flatMap((flag) => flag.references).slice(0, 200);
  const kinds = {
    hover: "textDocument/hover",
    completion: "textDocument/completion",
    "code actions": "textDocument/codeAction",
    definition: "textDocument/definition",
  };
  for (const [name, method] of Object.entries(kinds)) {
    const times = [];
    for (const { uri, range } of places) {
      const position = { line: range.start.line, character: range.start.character + 1 };
      const params = {
        textDocument: { uri },
        position,
        range: { start: position, end: position },
        context: { diagnostics: [], only: ["quickfix"] },
      };
      times.push(await timed(() => client.ask(method, params)));
    }
    tell(`${name} (${String(times.length)})`, spread(times), "p95 30");
  }
}

/** @param {Client} client */
async function measureRemoval(client) {
  const params = { flagKey: "benchFlag", variant: "true" };
  let files = 0;
  const first = await timed(async () => {
    const plan = await client.ask("halyard/removal", params);
    files = plan.files.length;
    if (plan.refusals.length > 0) console.log(plan.refusals[0]);
  });
  tell(`removal over ${String(files)} files, engine not loaded`, first.toFixed(0));
  await client.change("src/halyard-bench/bench0.ts", " ", { line: 1, character: 0 }, 0);
  const second = await timed(() => client.ask("halyard/removal", params));
  tell(`removal over ${String(files)} files`, second.toFixed(0), "1000");
  const cancellations = [];
  for (let round = 0; round < 10; round++) {
    await client.change("src/halyard-bench/bench0.ts", " ", { line: 1, character: 0 }, 0);
    await client.diagnostics("src/halyard-bench/bench0.ts");
    cancellations.push(await client.cancelled("halyard/removal", params, 40));
  }
  tell("cancelling a removal (10)", spread(cancellations), "50");
}

/** @param {Client} client */
async function measureRegistry(client) {
  const config = JSON.parse(readFileSync(join(root, "halyard.config.json"), "utf8"));
  const path = [config.registry.path ?? config.registry].flat()[0];
  await client.open(path, readFileSync(join(root, path), "utf8"));
  const times = [];
  for (let round = 0; round < 20; round++) {
    times.push(
      await timed(async () => {
        await client.change(
          path,
          round % 2 === 0 ? "\n" : "",
          { line: 0, character: 0 },
          0,
          round % 2,
        );
        await client.ask("workspace/diagnostic", { previousResultIds: [] });
      }),
    );
  }
  tell("registry edit, reported over the workspace (20)", spread(times), "500");
}

addFiles();
try {
  await measureStart();
  await measureOpening();
  const client = new Client(root);
  await client.initialize();
  await client.open("src/halyard-bench/bench0.ts", readFileSync(join(added, "bench0.ts"), "utf8"));
  const flags = await measureEditing(client);
  await measureReading(client, flags);
  await measureRemoval(client);
  await measureRegistry(client);
  await client.stop();
} finally {
  rmSync(added, { recursive: true, force: true });
}
console.log(
  `\n| What | Milliseconds | Wanted at most |\n| --- | --- | --- |\n${results.join("\n")}`,
);
