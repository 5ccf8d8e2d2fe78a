// Measures detection on real repositories: what `halyard index` finds, what it misses, and what to read by eye.
//
//   node bench/detection/measure.mjs --checkouts DIR [--references FILE] [--beyond] [repository…]
//
// DIR holds the checkouts by name (`unleash`, `desktop`, …; README.md says which commits); FILE is a list of known
// references to Unleash's flags. HALYARD_CHECKOUTS and HALYARD_REFERENCES say the same.
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));
const halyard = join(here, "../../cli/bin/halyard.js");
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    checkouts: { type: "string", default: process.env.HALYARD_CHECKOUTS },
    references: { type: "string", default: process.env.HALYARD_REFERENCES },
    beyond: { type: "boolean", default: false },
  },
});

if (options.checkouts === undefined) {
  console.error("Say where the checkouts are: --checkouts DIR, or HALYARD_CHECKOUTS.");
  process.exit(2);
}
const configured = readdirSync(here)
  .filter((name) => name.endsWith(".halyard.json"))
  .map((name) => name.slice(0, -".halyard.json".length));
for (const name of positionals.length > 0 ? positionals : configured) measure(name);

function measure(name) {
  const root = join(options.checkouts, name);
  const started = performance.now();
  const found = referencesIn(name, root);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const keys = new Set(found.map(({ flagKey }) => flagKey));
  console.log(`\n${name}: ${found.length} references to ${keys.size} flags in ${seconds} s`);
  for (const [matcher, count] of countBy(found, ({ matcher, kind }) => `${matcher} (${kind})`)) {
    console.log(`  ${String(count).padStart(4)}  ${matcher}`);
  }
  if (name === "unleash" && options.references !== undefined) compareWithList(root, found);
  else compareWithWords(root, found, keys);
}

function referencesIn(name, root) {
  const run = spawnSync(
    process.execPath,
    [
      halyard,
      "index",
      "--cwd",
      root,
      "--config",
      join(here, `${name}.halyard.json`),
      "--format",
      "json",
      "--no-cache",
      "--now",
      "2026-01-01",
    ],
    { encoding: "utf8", maxBuffer: 1 << 28 },
  );
  if (run.status !== 0) throw new Error(`halyard index failed in ${name}: ${run.stderr}`);
  return JSON.parse(run.stdout);
}

/** Recall against a list of known references (same file, line, key), and everything beyond it. */
function compareWithList(root, found) {
  const { accepted, keys } = JSON.parse(readFileSync(options.references, "utf8"));
  const known = new Set(accepted.map(({ file, line, key }) => `${file}:${line} ${key}`));
  const got = new Set(found.map(({ path, line, flagKey }) => `${path}:${line} ${flagKey}`));
  const missed = [...known].filter((place) => !got.has(place));
  const beyond = [...got].filter((place) => !known.has(place));
  const registered = new Set(keys);
  const ofKnownKeys = beyond.filter((place) => registered.has(place.slice(place.indexOf(" ") + 1)));
  const recall = (100 * (known.size - missed.length)) / known.size;
  console.log(`  known ${known.size}, missed ${missed.length}: recall ${recall.toFixed(2)} %`);
  for (const place of missed) console.log(`  missed  ${place}  ${lineAt(root, place)}`);
  console.log(`  beyond the list ${beyond.length}, ${ofKnownKeys.length} of them of known keys`);
  for (const place of beyond.sort()) console.log(`  beyond  ${place}  ${lineAt(root, place)}`);
}

/** Every line that holds a key as a whole word and no reference: to be explained one by one. */
function compareWithWords(root, found, keys) {
  const got = new Set(found.map(({ path, line, flagKey }) => `${path}:${line} ${flagKey}`));
  const rest = [];
  let words = 0;
  for (const path of sourcesIn(root)) {
    const lines = readFileSync(join(root, path), "utf8").split("\n");
    lines.forEach((text, index) => {
      for (const [word] of text.matchAll(/[\w$]+/g)) {
        if (!keys.has(word)) continue;
        words++;
        const place = `${path}:${index + 1} ${word}`;
        if (!got.has(place)) rest.push(`${place}  ${text.trim().slice(0, 120)}`);
      }
    });
  }
  console.log(`  ${words} words are keys; not references: ${rest.length}`);
  for (const place of rest.sort()) console.log(`  word    ${place}`);
  if (!options.beyond) return;
  for (const place of got) console.log(`  found   ${place}  ${lineAt(root, place)}`);
}

function* sourcesIn(root, directory = root) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.name === "node_modules" || entry.name.startsWith(".git")) continue;
    if (entry.isDirectory()) yield* sourcesIn(root, path);
    else if (/\.(?:[mc]?[jt]sx?|vue|svelte)$/.test(entry.name)) yield relative(root, path);
  }
}

function lineAt(root, place) {
  const [, path = "", line = "1"] = /^(.*):(\d+) /.exec(place) ?? [];
  const text = readFileSync(join(root, path), "utf8").split("\n")[Number(line) - 1] ?? "";
  return text.trim().slice(0, 120);
}

function countBy(items, keyOf) {
  const counts = new Map();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return [...counts].sort(([, left], [, right]) => right - left);
}
