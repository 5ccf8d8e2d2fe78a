import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The packer and publisher of Microsoft's marketplace; its optional parts are for a keyring, which nobody needs here. */
export const vsce = { name: "@vscode/vsce@3.9.2", bin: "@vscode/vsce/vsce", omit: ["optional"] };

/** The publisher of Open VSX; one of its optional parts is the prebuilt one for this machine. */
export const ovsx = { name: "ovsx@0.10.12", bin: "ovsx/bin/ovsx", omit: [] };

/**
 * The program of an npm package, installed outside the repository at a pinned version and without running its scripts:
 * as a dependency it would bring downloads into everybody's install.
 *
 * @param {{ name: string, bin: string, omit: readonly string[] }} tool
 */
export function outsideTool({ name, bin, omit }) {
  const folder = join(tmpdir(), `halyard-${name.replace(/[^a-z0-9.]+/g, "-")}`);
  const path = join(folder, "node_modules", bin);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
  const omitted = omit.map((kind) => `--omit=${kind}`);
  const options = ["--ignore-scripts", ...omitted, "--no-audit", "--no-fund"];
  run("npm", ["install", ...options, "--loglevel=error", name], {
    cwd: folder,
    env: withTokens([]),
  });
  return path;
}

/** Where the publishers look for their tokens. */
export const tokenNames = ["VSCE_PAT", "OVSX_PAT"];

/**
 * The environment with these tokens and none of the others.
 *
 * @param {readonly string[]} kept
 */
export function withTokens(kept) {
  const hidden = tokenNames.filter((name) => !kept.includes(name));
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !hidden.includes(name)));
}

/**
 * Runs a program and ends this one where it fails.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 */
export function run(program, args, { cwd, env = process.env }) {
  const { status } = spawnSync(program, args, {
    cwd,
    env,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32" && program === "npm",
  });
  if (status !== 0) process.exit(status ?? 1);
}
