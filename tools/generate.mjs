/**
 * Writes every file (or part of a file) that follows from another one: `npm run generate`.
 * With `--check` it writes nothing, names what is out of date and exits with 1.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { allAdapters } from "../core/dist/adapters/all.js";
import { withActionInputs } from "./actionInputs.mjs";
import { withAdapterTable } from "./adapterTable.mjs";
import { withEslintRules } from "./eslintRules.mjs";
import { root } from "./examples.mjs";
import { withCaptures } from "./capture.mjs";
import { withProtocolSources } from "./protocolPage.mjs";

/** @type {{ path: string, write: (current: string) => string | Promise<string> }[]} */
const generated = [
  { path: "README.md", write: withCaptures },
  { path: "docs/cli.md", write: withCaptures },
  { path: "docs/eslint.md", write: (page) => withEslintRules(page, "") },
  { path: "eslint-plugin/README.md", write: (page) => withEslintRules(page, "../docs/") },
  { path: "action/README.md", write: withActionInputs },
  { path: "docs/adapters.md", write: (page) => withAdapterTable(page, allAdapters) },
  { path: "docs/protocol.md", write: withProtocolSources },
];

const checkOnly = process.argv.includes("--check");
const stale = [];
for (const { path, write } of generated) {
  const file = join(root, path);
  const current = readFileSync(file, "utf8");
  const wanted = await formatted(path, await write(current));
  if (wanted === current) continue;
  stale.push(path);
  if (!checkOnly) writeFileSync(file, wanted);
}
for (const path of stale) console.log(`${checkOnly ? "out of date" : "written"}: ${path}`);
if (checkOnly && stale.length > 0) {
  console.log("Run `npm run generate` and commit what it writes.");
  process.exitCode = 1;
} else if (stale.length === 0) {
  console.log("Every generated file is up to date.");
}

/**
 * @param {string} path
 * @param {string} text
 */
async function formatted(path, text) {
  return format(text, { ...(await resolveConfig(join(root, path))), filepath: path });
}
