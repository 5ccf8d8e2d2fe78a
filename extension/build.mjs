/**
 * Bundles the extension: the part in the editor, the web view, and beside them the language server and the command
 * line with their worker threads, which run in processes of their own.
 */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { programOptions, writeNotices } from "../tools/bundle.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const out = join(here, "dist");

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

/** What is loaded in the editor: the entry, which every window pays for, and what it loads when there is need. */
const editorParts = ["extension", "running"];

/** Leaves each part a bundle of its own, which the others load when they import it. @type {import("esbuild").Plugin} */
const partsApart = {
  name: "parts apart",
  setup({ onResolve }) {
    onResolve({ filter: /\.js$/ }, ({ kind, path }) => {
      const name = basename(path, ".js");
      if (kind !== "dynamic-import" || !editorParts.includes(name)) return undefined;
      return { path: `./${name}.cjs`, external: true };
    });
  },
};

/** @type {import("esbuild").BuildOptions} */
const common = {
  bundle: true,
  minify: true,
  legalComments: "none",
  logLevel: "warning",
  // jsonc-parser's main entry loads its parts by name, which a bundle cannot follow.
  mainFields: ["module", "main"],
  absWorkingDir: root,
  metafile: true,
};

const builds = await Promise.all([
  build({
    ...common,
    entryPoints: editorParts.map((name) => join(here, "src", `${name}.ts`)),
    outdir: out,
    outExtension: { ".js": ".cjs" },
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode"],
    plugins: [partsApart],
    // The editor answers for `vscode` where `require` asks for it.
    supported: { "dynamic-import": false },
  }),
  build({
    ...common,
    entryPoints: { dashboard: join(here, "webview/dashboard.ts") },
    outdir: join(out, "webview"),
    platform: "browser",
    format: "iife",
    target: "es2022",
  }),
  build({
    ...common,
    entryPoints: {
      server: join(root, "server/bin/halyard-language-server.js"),
      halyard: join(root, "cli/dist/main.js"),
      ...(await workers()),
    },
    ...programOptions,
    outdir: join(out, "tools"),
  }),
]);
await writeNotices(
  out,
  builds.map(({ metafile }) => metafile),
);

// The command line and the server tell their version from the manifest above the folder they run in.
const { version } = JSON.parse(await readFile(join(here, "package.json"), "utf8"));
await writeFile(join(out, "package.json"), JSON.stringify({ type: "module", version }));
for (const part of ["rules", "suppressions.md", "problems.md"]) {
  await cp(join(root, "docs", part), join(out, "docs", part), { recursive: true });
}
await cp(join(root, "examples/quick-start"), join(out, "example"), {
  recursive: true,
  filter: (path) => !/[\\/](?:node_modules|dist)(?:[\\/]|$)/.test(path.slice(root.length)),
});
await cp(join(root, "core/schema"), join(here, "schema"), { recursive: true });
await cp(join(root, "LICENSE"), join(here, "LICENSE"));

/** The worker threads, each under the name by which its starter asks for it. */
async function workers() {
  const named = ["core/dist/node/parserWorker.js", "server/dist/removal/removalThread.js"];
  return Object.fromEntries(
    named.map((path) => [path.replace(/^.*\//, "").replace(/\.js$/, ""), join(root, path)]),
  );
}
