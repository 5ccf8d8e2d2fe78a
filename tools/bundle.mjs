/**
 * Bundles what the compiler built into a few files, so that a program answers at once: to find and load some hundred
 * modules takes longer than all that they do before the first answer.
 *
 * What starts a program prefers its bundle and does without it where there is none.
 */
import { readdirSync, readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildFingerprint } from "../core/dist/node/buildFingerprint.js";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** How a program for Node.js is bundled. @satisfies {import("esbuild").BuildOptions} */
export const programOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: /** @type {const} */ ("node"),
  format: /** @type {const} */ ("esm"),
  target: "node20",
  splitting: true,
  chunkNames: "chunk-[hash]",
  legalComments: /** @type {const} */ ("none"),
  logLevel: /** @type {const} */ ("warning"),
  // jsonc-parser's main entry loads its parts by name, which a bundle cannot follow.
  mainFields: ["module", "main"],
  define: { HALYARD_BUILD: JSON.stringify(buildFingerprint()) },
  // The compiler and others are CommonJS and ask for Node's own modules at run time.
  banner: {
    js: 'import { createRequire as halyardRequire } from "node:module"; import { fileURLToPath as halyardPath } from "node:url"; const require = halyardRequire(import.meta.url), __filename = halyardPath(import.meta.url), __dirname = halyardPath(new URL(".", import.meta.url));',
  },
};

/**
 * Bundles a package's program with the licences of what goes into it. Worker threads are entries too: each must stand
 * beside the rest under the name by which its starter asks for it.
 *
 * @param {string} out the folder, emptied first
 * @param {Record<string, string>} entryPoints built files by the name that they get
 * @param {readonly string[]} [external] packages that stay packages, beside the compiler, which is large and seldom
 * asked for
 */
export async function bundle(out, entryPoints, external = []) {
  await rm(out, { recursive: true, force: true });
  const { metafile } = await build({
    ...programOptions,
    entryPoints,
    outdir: out,
    external: ["ts-morph", ...external],
    // Names stay, for stack traces in people's reports.
    minifySyntax: true,
    minifyWhitespace: true,
    metafile: true,
  });
  await writeNotices(out, [metafile]);
}

/**
 * Writes the licences of the packages that went into bundles, which they ask to be handed on.
 *
 * @param {string} out
 * @param {readonly import("esbuild").Metafile[]} metafiles of builds in the repository's root
 */
export async function writeNotices(out, metafiles) {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  await writeFile(join(out, "THIRD-PARTY-NOTICES.txt"), noticesOf(inputs));
}

/** @param {readonly string[]} inputs */
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
