import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** A file that says something about the flags in use, parsed; `path` is relative to the searched directory. */
export interface SeenFile {
  readonly path: string;
  /** The parsed JSON, or undefined for YAML and for files that do not parse. */
  readonly data: unknown;
  readonly text: string;
}

/** What `halyard init` looked at. Both lists are sorted by path. */
export interface SeenWorkspace {
  readonly manifests: readonly SeenFile[];
  readonly registryLike: readonly SeenFile[];
}

const skippedDirectories =
  /^(?:\..*|node_modules|bower_components|vendor|dist|build|out|coverage|(?:__)?fixtures(?:__)?)$/;
const registryNames =
  /^(?:feature[-_.]?flags?|flags?|features|flagd|toggles)\b[\w.-]*\.(?:json|jsonc|ya?ml)$/i;

const maxDepth = 4;
const maxDirectories = 2_000;
const maxBytes = 2_000_000;

/**
 * Reads the package.json files and whatever is named like a flag registry, four levels deep at most.
 *
 * Symbolic links are not followed. What cannot be read is passed over: this only finds out what to suggest.
 */
export function readWorkspace(directory: string): SeenWorkspace {
  const manifests: SeenFile[] = [];
  const registryLike: SeenFile[] = [];
  let pending = [""];
  let visited = 0;
  for (let depth = 0; depth <= maxDepth && pending.length > 0; depth++) {
    const next: string[] = [];
    for (const folder of pending) {
      if (++visited > maxDirectories) break;
      for (const entry of entriesOf(join(directory, folder))) {
        const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory() && !skippedDirectories.test(entry.name)) next.push(path);
        else if (!entry.isFile()) continue;
        else if (entry.name === "package.json") manifests.push(...read(directory, path));
        else if (registryNames.test(entry.name)) registryLike.push(...read(directory, path));
      }
    }
    pending = next;
  }
  return { manifests: manifests.sort(byPath), registryLike: registryLike.sort(byPath) };
}

function entriesOf(directory: string): ReturnType<typeof listDirectory> {
  try {
    return listDirectory(directory);
  } catch {
    return [];
  }
}

function listDirectory(directory: string) {
  return readdirSync(directory, { withFileTypes: true });
}

function read(directory: string, path: string): readonly SeenFile[] {
  try {
    const file = join(directory, path);
    if (statSync(file).size > maxBytes) return [];
    const text = readFileSync(file, "utf8");
    return [{ path, text, data: path.endsWith(".json") ? parsed(text) : undefined }];
  } catch {
    return [];
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

/** Shallow paths first, so that the workspace's own files come before those of its packages. */
function byPath(a: SeenFile, b: SeenFile): number {
  const depth = a.path.split("/").length - b.path.split("/").length;
  return depth !== 0 ? depth : a.path < b.path ? -1 : 1;
}
