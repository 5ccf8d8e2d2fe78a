/**
 * Packs the built extension into one VSIX for every platform: `node package.mjs [FILE] [--base-url URL]`.
 *
 * The README's pictures lie in the repository. `--base-url` is where the marketplaces find the extension's folder on
 * the web; without it their links stay as they are.
 */
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { isPreRelease } from "./release/checkTexts.mjs";
import { outsideTool, run, vsce } from "./release/outsideTool.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { "base-url": { type: "string" } },
});
const target = resolve(positionals[0] ?? join(here, "halyard.vsix"));
const { version } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
const base = values["base-url"];
const links =
  base === undefined
    ? ["--no-rewrite-relative-links"]
    : ["--baseContentUrl", base, "--baseImagesUrl", base];
const channel = isPreRelease(version) ? ["--pre-release"] : [];
const options = ["--no-dependencies", "--allow-missing-repository", ...links, ...channel];
run(process.execPath, [outsideTool(vsce), "package", ...options, "--out", target], { cwd: here });
