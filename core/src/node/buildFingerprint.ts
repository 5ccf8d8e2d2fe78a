import { readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The rooms whose code decides what the cache holds. */
const rooms = ["adapters", "index", "registry", "syntax", "vfs"];

/**
 * Tells one build of the core from another by the sizes and times of its files.
 *
 * A cache that another build wrote may hold other facts; comparing builds spares everybody a version number that must
 * be raised by hand.
 */
export function buildFingerprint(): string {
  const root = fileURLToPath(new URL("..", import.meta.url));
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
