import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** What a bundler puts here: the fingerprint of the build that it bundles, which has no rooms to read any more. */
declare const HALYARD_BUILD: string | undefined;

/** The rooms whose code decides what the cache holds. */
const rooms = ["adapters", "index", "migration", "registry", "syntax", "vfs"];

/**
 * Tells one build of the core from another by what its code says, so that every face of one version shares a cache,
 * bundled or not.
 *
 * A cache that another build wrote may hold other facts; comparing builds spares everybody a version number that must
 * be raised by hand.
 */
export function buildFingerprint(): string {
  return typeof HALYARD_BUILD === "string" ? HALYARD_BUILD : (computed ??= computeFingerprint());
}

let computed: string | undefined;

function computeFingerprint(): string {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const hash = createHash("sha256");
  for (const path of rooms.flatMap((room) => codeIn(`${root}/${room}`)))
    hash.update(readFileSync(path));
  return hash.digest("base64");
}

function codeIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .filter((path) => !path.endsWith(".d.ts"))
    .sort();
}
