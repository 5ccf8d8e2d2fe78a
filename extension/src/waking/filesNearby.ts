import { access, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

const configNames = ["json", "jsonc", "yaml", "yml"].map((ending) => `halyard.config.${ending}`);
const registryNames = [
  "flags.json",
  "flags.jsonc",
  "flags.yaml",
  "flags.yml",
  "feature-flags.json",
  ".halyard/flags.json",
];

/** The files that make a folder one of ours wherever they come to lie, as a glob of the editor. */
export const namesGlob = `**/{${[...configNames, ...registryNames].join(",")}}`;

/**
 * Whether a configuration or a registry under a usual name lies in a directory or above it, up to the root of its
 * repository. The server reads what they say; here it is only asked whether there is anything to read.
 */
export async function hasFilesNearby(directory: string): Promise<boolean> {
  for (let at = directory; ; at = dirname(at)) {
    if (await hasFilesIn(at)) return true;
    if (dirname(at) === at || (await exists(join(at, ".git")))) return false;
  }
}

async function hasFilesIn(directory: string): Promise<boolean> {
  const names = [...configNames, ...registryNames];
  const found = await Promise.all([
    ...names.map((name) => exists(join(directory, name))),
    isNamedInManifest(join(directory, "package.json")),
  ]);
  return found.includes(true);
}

/** A `package.json` may hold the configuration. Whether its `halyard` is one, the server says. */
async function isNamedInManifest(path: string): Promise<boolean> {
  const text = await readFile(path, "utf8").catch(() => "");
  return text.includes('"halyard"');
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
