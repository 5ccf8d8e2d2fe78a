import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

const lockFiles: readonly (readonly [string, string])[] = [
  ["pnpm-lock.yaml", "pnpm exec halyard"],
  ["yarn.lock", "yarn halyard"],
  ["bun.lock", "bunx halyard"],
  ["bun.lockb", "bunx halyard"],
  ["package-lock.json", "npx halyard"],
];

/** How the project's package manager runs Halyard, by the nearest lock file upward to the repository's root. */
export function runnerIn(directory: string): string {
  for (let folder = directory; ; folder = dirname(folder)) {
    const found = lockFiles.find(([name]) => existsSync(join(folder, name)));
    if (found !== undefined) return found[1];
    if (existsSync(join(folder, ".git")) || folder === dirname(folder)) return "npx halyard";
  }
}
