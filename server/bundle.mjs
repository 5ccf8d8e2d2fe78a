/**
 * Bundles what the compiler built into a few files under `dist/bundle`, so that an editor is answered at once: to find
 * and load some hundred modules takes longer than all that they do before the first answer.
 *
 * What starts the server prefers the bundle and does without it where there is none.
 */
import { readdirSync, readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const out = join(here, "dist/bundle");

await rm(out, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  bundle: true,
  // Each worker thread stands beside the rest, under the name by which its starter asks for it.
  entryPoints: {
    serve: join(here, "dist/serve.js"),
    removalThread: join(here, "dist/removal/removalThread.js"),
    parserWorker: join(root, "core/dist/node/parserWorker.js"),
  },
  outdir: out,
  platform: "node",
  format: "esm",
  target: "node20",
  splitting: true,
  chunkNames: "chunk-[hash]",
  // Names stay, for stack traces in people's reports.
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  // jsonc-parser's main entry loads its parts by name, which a bundle cannot follow.
  mainFields: ["module", "main"],
  // The compiler and others are CommonJS and ask for Node's own modules at run time.
  banner: {
    js: 'import { createRequire as halyardRequire } from "node:module"; import { fileURLToPath as halyardPath } from "node:url"; const require = halyardRequire(import.meta.url), __filename = halyardPath(import.meta.url), __dirname = halyardPath(new URL(".", import.meta.url));',
  },
});
await writeFile(join(out, "THIRD-PARTY-NOTICES.txt"), noticesOf(Object.keys(metafile.inputs)));

/**
 * The licences of the packages that went into the bundle, which they ask to be handed on.
 *
 * @param {readonly string[]} inputs
 */
function noticesOf(inputs) {
  const names = new Set(
    inputs.flatMap((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []),
  );
  // ts-morph's packages hold a copy of the compiler and not its licence.
  if (inputs.some((path) => path.endsWith("/typescript.js"))) names.add("node_modules/typescript");
  return [...names]
    .sort()
    .map(noticeOf)
    .join(`\n${"-".repeat(80)}\n\n`);
}

/** @param {string} folder */
function noticeOf(folder) {
  const { name, version, license } = JSON.parse(
    readFileSync(join(root, folder, "package.json"), "utf8"),
  );
  const files = readdirSync(join(root, folder)).filter((file) => /^licen[cs]e/i.test(file));
  const texts = files.map((file) => readFileSync(join(root, folder, file), "utf8").trim());
  return `${name} ${version} (${license})\n\n${texts.join("\n\n")}\n`;
}
