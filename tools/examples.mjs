import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root, absolute. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The day on which the examples are looked at, so that everyone sees the same. */
export const examplesDay = "2026-11-22";

/** The command as people run it, without the shell that a link needs on Windows. */
export const commandFile = join(root, "cli", "bin", "halyard.js");

/**
 * The example applications, the quick start first, the others by name.
 *
 * @returns {{ name: string, path: string, description: string }[]}
 */
export function examples() {
  return readdirSync(join(root, "examples"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const path = `examples/${name}`;
      const manifest = JSON.parse(readFileSync(join(root, path, "package.json"), "utf8"));
      return { name, path, description: String(manifest.description ?? "") };
    })
    .sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1));
}

/** @param {string} name */
function rank(name) {
  return name === "quick-start" ? 0 : 1;
}
