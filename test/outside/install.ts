import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Installs packages at pinned versions, without running their scripts, in a directory outside the repository that
 * later runs find again. Other users may read it, because PostgreSQL does not run as root. `finish` does what is left
 * to do once they are there; a directory counts as installed only after it.
 */
export function installOutside(
  name: string,
  manifest: string,
  finish: (directory: string) => void = () => undefined,
): string {
  const hash = createHash("sha256").update(manifest).digest("hex").slice(0, 12);
  const directory = join(tmpdir(), `halyard-${name}-${hash}`);
  const complete = join(directory, "complete");
  if (existsSync(complete)) return directory;
  mkdirSync(directory, { recursive: true });
  chmodSync(directory, 0o755);
  writeFileSync(join(directory, "package.json"), manifest);
  runNpm(["install", "--ignore-scripts"], directory);
  finish(directory);
  writeFileSync(complete, "");
  return directory;
}

/** Runs npm quietly; its errors are shown. */
export function runNpm(args: readonly string[], cwd: string): void {
  execFileSync("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd,
    stdio: ["ignore", "ignore", "inherit"],
  });
}
