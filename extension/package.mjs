/**
 * Packs the built extension into one VSIX for every platform: `node package.mjs [FILE] [--content-url URL --images-url URL]`.
 *
 * The README's pictures and what it links to lie in the repository. The addresses say where the marketplaces find the
 * extension's folder on the web; without them the links stay as they are.
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
  options: { "content-url": { type: "string" }, "images-url": { type: "string" } },
});
const target = resolve(positionals[0] ?? join(here, "halyard.vsix"));
const { version } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
const { "content-url": content, "images-url": images } = values;
const links =
  content === undefined || images === undefined
    ? ["--no-rewrite-relative-links"]
    : ["--baseContentUrl", content, "--baseImagesUrl", images];
const channel = isPreRelease(version) ? ["--pre-release"] : [];
const options = ["--no-dependencies", "--allow-missing-repository", ...links, ...channel];
run(process.execPath, [outsideTool(vsce), "package", ...options, "--out", target], { cwd: here });
