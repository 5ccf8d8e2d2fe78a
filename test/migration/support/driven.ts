import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const modules = fileURLToPath(new URL("../../../node_modules", import.meta.url));

/** Bundles some modules of a laid-out story and loads them, so that its code runs as it stands at that stage. */
export async function load(
  directory: string,
  name: string,
  exports: readonly string[],
): Promise<Record<string, unknown>> {
  const entry = join(directory, `${name}.ts`);
  writeFileSync(entry, exports.map((path) => `export * from "${path}";\n`).join(""));
  const outfile = join(directory, `${name}.mjs`);
  await build({
    entryPoints: [entry],
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    outfile,
    logLevel: "silent",
  });
  return (await import(pathToFileURL(outfile).href)) as Record<string, unknown>;
}

/** Lets a laid-out story find the packages that its example depends on. */
export function linkPackages(directory: string): void {
  symlinkSync(modules, join(directory, "node_modules"));
}
