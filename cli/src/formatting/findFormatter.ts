import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { knownFormatters, type KnownFormatter } from "./knownFormatters.js";

/** A formatter that is installed, and where it is to be run. */
export interface InstalledFormatter {
  readonly formatter: KnownFormatter;
  /** Absolute path of the program's script. */
  readonly script: string;
  /** Absolute directory of the manifest that names it. */
  readonly directory: string;
}

/**
 * The formatter of the project that a file belongs to: the one that the nearest manifest at or below `root` names in
 * its dependencies. `"missing"` where it is named and not installed, undefined where none is named.
 */
export function findFormatter(
  root: string,
  path: string,
): InstalledFormatter | "missing" | undefined {
  for (const directory of foldersUp(root, path)) {
    const manifest = readManifest(join(directory, "package.json"));
    const named = knownFormatters.find(({ packageName }) =>
      [manifest?.devDependencies, manifest?.dependencies].some((part) => has(part, packageName)),
    );
    if (named === undefined) continue;
    const script = scriptOf(directory, named);
    return script === undefined ? "missing" : { formatter: named, script, directory };
  }
  return undefined;
}

/** The folders from a file's own up to the root, absolute. */
function foldersUp(root: string, path: string): readonly string[] {
  const parts = path.split("/").slice(0, -1);
  return [...parts.keys(), parts.length]
    .map((count) => join(root, ...parts.slice(0, count)))
    .reverse();
}

type Manifest = Readonly<Record<string, unknown>>;

function readManifest(path: string): Manifest | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Manifest {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function has(part: unknown, name: string): boolean {
  return isRecord(part) && Object.hasOwn(part, name);
}

/** The script behind a package's program, sought as Node.js seeks packages. */
function scriptOf(directory: string, { packageName, bin }: KnownFormatter): string | undefined {
  for (let folder = directory; ; folder = dirname(folder)) {
    const home = join(folder, "node_modules", packageName);
    const manifest = readManifest(join(home, "package.json"));
    const given = manifest?.bin;
    const relative = isRecord(given) && Object.hasOwn(given, bin) ? given[bin] : given;
    if (typeof relative === "string") return join(home, relative);
    if (folder === dirname(folder)) return undefined;
  }
}
