/**
 * Packs the built extension into one VSIX for every platform: `node package.mjs [FILE]`.
 *
 * The packer is installed outside the repository, at a pinned version and without running its scripts, because it
 * would bring downloads into everybody's install.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const packer = "@vscode/vsce@3.9.2";
const limit = 4 * 1024 * 1024;
const target = resolve(process.argv[2] ?? join(here, "halyard.vsix"));

const folder = join(tmpdir(), `halyard-${packer.replace(/[^a-z0-9.]+/g, "-")}`);
const bin = join(folder, "node_modules", "@vscode", "vsce", "vsce");
if (!existsSync(bin)) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
  const options = ["--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"];
  run("npm", ["install", ...options, "--loglevel=error", packer], folder);
}
run(
  process.execPath,
  [bin, "package", "--no-dependencies", "--allow-missing-repository", "--out", target],
  here,
);
const { size } = statSync(target);
console.log(`${target}: ${(size / 1024 / 1024).toFixed(2)} MB`);
if (size > limit) {
  console.error(`The package is larger than ${limit / 1024 / 1024} MB.`);
  process.exit(1);
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {string} cwd
 */
function run(program, args, cwd) {
  const { status } = spawnSync(program, args, {
    cwd,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32" && program === "npm",
  });
  if (status !== 0) process.exit(status ?? 1);
}
