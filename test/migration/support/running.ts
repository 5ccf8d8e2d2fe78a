import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { textsOf } from "./apart.js";
import { writeFiles } from "./stages.js";

const cases = fileURLToPath(new URL("../../fixtures/migration/apart/", import.meta.url));

/** What a case's `drive.ts` gives: it runs steps of an id and a text, and answers with everything that showed. */
export type Drive = (steps: readonly (readonly [string, string])[]) => unknown;

/**
 * - `drive`: the case runs by itself, with packages of its own.
 * - `real`: the case runs with the SDKs that it imports.
 */
export type Driver = "drive" | "real";

/** The cases that can be run in a way: those with a file of its name. */
export function runnableCases(driver: Driver): string[] {
  return readdirSync(cases).filter((name) => existsSync(join(cases, name, `${driver}.ts`)));
}

/**
 * Bundles a case as it was or as it became. Each load is a program of its own, with systems that hold nothing yet.
 * Packages come from the case's folder `packages`, or are the real ones.
 */
export async function bundleCase(
  directory: string,
  name: string,
  moment: "before" | "after",
  real?: { readonly modules: string; readonly files: Readonly<Record<string, string>> },
): Promise<() => Promise<Drive>> {
  const place = join(directory, `${name}-${moment}`);
  mkdirSync(place, { recursive: true });
  writeFiles(place, {
    "src/flags.ts": 'export const isOn = (key: string): boolean => process.env[key] === "on";\n',
    ...textsOf(name, moment),
    ...real?.files,
    "drive.ts": readFileSync(
      join(cases, name, real === undefined ? "drive.ts" : "real.ts"),
      "utf8",
    ),
  });
  if (real !== undefined) symlinkSync(real.modules, join(place, "node_modules"));
  const packages = join(cases, name, "packages");
  const own = existsSync(packages)
    ? readdirSync(packages).map((file) => basename(file, ".ts"))
    : [];
  const bundled = await build({
    entryPoints: [join(place, "drive.ts")],
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    logLevel: "silent",
    ...(real !== undefined && { packages: "external" }),
    alias: Object.fromEntries(own.map((one) => [one, join(packages, `${one}.ts`)])),
  });
  const [output] = bundled.outputFiles;
  let loads = 0;
  return async () => {
    const file = join(place, `run${String(loads++)}.mjs`);
    writeFileSync(file, output?.text ?? "");
    return ((await import(pathToFileURL(file).href)) as { drive: Drive }).drive;
  };
}
