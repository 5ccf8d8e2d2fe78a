/**
 * Makes a clone ready to run: installs what is missing, builds, and sees to it that the `halyard` command works.
 *
 * Uses Node's built-in modules only, because it runs before anything is installed.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
const command = join(root, "node_modules", ".bin", "halyard");

requireNode();
if (!isInstalled()) install();
run(process.execPath, [compiler, "-b"], "The build failed; the messages above say where.");
for (const part of ["cli", "server"]) {
  run(process.execPath, [join(root, part, "bundle.mjs")], `The ${part} could not be bundled.`);
}
// A package's command is linked by the install; an install from before the command existed lacks it.
if (!existsSync(command)) install();
run(
  process.execPath,
  [join(root, "cli", "bin", "halyard.js"), "--version"],
  "The built command does not run.",
  true,
);

/** Stops early, with advice, on a Node that cannot run the tools. */
function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const supported = (major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major >= 24;
  if (!supported) {
    fail(
      `Node ${process.versions.node} is too old or unsupported: use Node 20.19 or later, 22.13 or later, or 24.`,
    );
  }
}

/** True when `node_modules` holds exactly the versions that `package-lock.json` names. */
function isInstalled() {
  const wanted = lockedPackages(join(root, "package-lock.json"));
  const present = lockedPackages(join(root, "node_modules", ".package-lock.json"));
  if (wanted === undefined || present === undefined) return false;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === "") continue;
    const found = present[path];
    // Optional packages for other platforms are never installed here.
    if (found === undefined ? entry.optional !== true : found.version !== entry.version)
      return false;
  }
  return existsSync(compiler);
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean }> | undefined}
 */
function lockedPackages(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages;
  } catch {
    // A missing or damaged lock means that an install has to run; npm explains what is wrong with it.
    return undefined;
  }
}

function install() {
  console.error("Installing what is missing (once, about a minute) ...");
  run(
    "npm",
    ["ci", "--include=dev", "--no-fund", "--no-audit", "--loglevel=error"],
    "The install failed; npm says above why.",
  );
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {string} advice
 * @param {boolean} [quiet]
 */
function run(program, args, advice, quiet = false) {
  const result = spawnSync(program, args, {
    cwd: root,
    stdio: ["ignore", quiet ? "ignore" : "inherit", "inherit"],
    shell: process.platform === "win32" && program === "npm",
  });
  if (result.status !== 0) fail(advice);
}

/** @param {string} message */
function fail(message) {
  console.error(message);
  process.exit(1);
}
