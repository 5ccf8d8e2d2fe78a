import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** The rooms whose code decides what the cache holds. */
const rooms = ["adapters", "index", "migration", "registry", "syntax", "vfs"];

/**
 * Tells one build of the core from another by the sizes and times of its files.
 *
 * A cache that another build wrote may hold other facts; comparing builds spares everybody a version number that must
 * be raised by hand. In a bundle there are no rooms, and the folder of the bundle stands for all of them.
 */
export function buildFingerprint(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const root = dirname(here);
  if (!existsSync(`${root}/syntax`)) return fingerprintOf(here);
  return rooms.map((room) => fingerprintOf(`${root}/${room}`)).join(";");
}

function fingerprintOf(directory: string): string {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name))
    .map((entry) => {
      const { size, mtimeMs } = statSync(`${entry.parentPath}/${entry.name}`);
      return `${entry.name}:${String(size)}:${String(mtimeMs)}`;
    })
    .sort()
    .join(",");
}
