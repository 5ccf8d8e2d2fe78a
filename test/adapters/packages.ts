import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sampleDirectory } from "./samples.js";

/** Installs the SDKs that the samples use. Returns the directory with the samples in it. */
export function installPackages(): string {
  const directory = installManifest(readFileSync(join(sampleDirectory, "packages.json"), "utf8"));
  cpSync(sampleDirectory, join(directory, "samples"), { recursive: true });
  return directory;
}

/**
 * Installs packages at pinned versions and without running their scripts, in a directory outside the repository that
 * later runs find again. Returns the directory.
 */
export function installManifest(manifest: string): string {
  const hash = createHash("sha256").update(manifest).digest("hex").slice(0, 12);
  const directory = join(tmpdir(), `halyard-adapter-packages-${hash}`);
  const complete = join(directory, "complete");
  if (existsSync(complete)) return directory;
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "package.json"), manifest);
  // Some SDKs ask for a React older than the one the others are tested with.
  const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--legacy-peer-deps"];
  execFileSync("npm", ["install", ...options, "--loglevel=error"], {
    cwd: directory,
    shell: process.platform === "win32",
    stdio: ["ignore", "ignore", "inherit"],
  });
  writeFileSync(complete, "");
  return directory;
}
