import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { configFileNames } from "../config/defaults.js";
import { readJson } from "../schema/jsonNode.js";
import { fieldOf } from "../schema/node.js";
import { createProblemSink } from "../schema/problemSink.js";
import type { Problem } from "../text/problem.js";
import type { FileContent, FileSystem } from "../vfs/fileSystem.js";

/** Where a workspace begins and what configures it. */
export interface Discovery {
  /** Absolute, symbolic links resolved. */
  readonly root: string;
  /** Relative to `root` with forward slashes; starts with `../` for a file that `--config` took from outside. */
  readonly configPath: string | null;
  readonly problems: readonly Problem[];
}

/** The largest configuration that is read from outside the workspace, in bytes. */
const maxConfigBytes = 1_000_000;

/**
 * Finds the configuration of `cwd`: in the nearest directory upward that has one, up to the repository's root.
 *
 * That directory is the workspace root; without a configuration the repository's root is, or `cwd` outside of any.
 * An explicit path is relative to `cwd`. It sets the root only where it stands in `cwd` or above; one from elsewhere in
 * the repository makes the repository's root the workspace, and one from outside leaves `cwd` as the workspace.
 */
export function discoverConfig(cwd: string, explicitPath?: string): Discovery {
  const start = realPathOf(resolve(cwd));
  if (start === undefined || !isDirectory(start)) {
    const problem = discoveryProblem("cwd-missing", "This directory does not exist.", cwd);
    return { root: resolve(cwd), configPath: null, problems: [problem] };
  }
  if (explicitPath !== undefined) return explicitDiscovery(start, explicitPath);
  for (const directory of upward(start)) {
    const names = configNamesIn(directory);
    const [first, second] = names;
    if (first !== undefined) {
      const problems = second === undefined ? [] : [severalConfigs(names)];
      return { root: directory, configPath: first, problems };
    }
    if (isRepositoryRoot(directory)) return { root: directory, configPath: null, problems: [] };
  }
  return { root: start, configPath: null, problems: [] };
}

function explicitDiscovery(cwd: string, explicitPath: string): Discovery {
  const absolute = resolve(cwd, explicitPath);
  const directory = realPathOf(dirname(absolute)) ?? dirname(absolute);
  const name = basename(absolute);
  const root = rootFor(cwd, directory, name);
  const configPath = relative(root, join(directory, name)).split(sep).join("/");
  return { root, configPath, problems: [] };
}

function rootFor(cwd: string, directory: string, name: string): string {
  const repository = upward(cwd).find(isRepositoryRoot);
  if (repository === undefined) {
    // Without a repository nothing tells a parent workspace from any directory above, but the usual name.
    const isUsual = name === "package.json" || configFileNames.includes(name);
    return isUsual && isWithin(cwd, directory) ? directory : cwd;
  }
  if (!isWithin(directory, repository)) return cwd;
  if (isWithin(cwd, directory)) return directory;
  return isWithin(directory, cwd) ? cwd : repository;
}

/** A file system that also answers for a configuration that `--config` took from outside the workspace. */
export function withConfigFile(fileSystem: FileSystem, discovery: Discovery): FileSystem {
  const { root, configPath } = discovery;
  if (configPath === null || !(configPath.startsWith("../") || isAbsolute(configPath))) {
    return fileSystem;
  }
  return {
    listFiles: () => fileSystem.listFiles(),
    readFile: (path) =>
      path === configPath ? readOutside(resolve(root, configPath)) : fileSystem.readFile(path),
  };
}

function readOutside(path: string): FileContent {
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return { kind: "unreadable", reason: "it is not a file" };
    if (stat.size > maxConfigBytes) {
      return { kind: "too-large", bytes: stat.size, limit: maxConfigBytes };
    }
    const bytes = readFileSync(path);
    return bytes.includes(0) ? { kind: "binary" } : { kind: "text", text: bytes.toString("utf8") };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    return code === "ENOENT" ? { kind: "missing" } : { kind: "unreadable", reason: code };
  }
}

function configNamesIn(directory: string): readonly string[] {
  const names = configFileNames.filter((name) => existsSync(join(directory, name)));
  return hasHalyardKey(join(directory, "package.json")) ? [...names, "package.json"] : names;
}

/** A package.json without a `halyard` key, or one that cannot be read at all, configures nothing. */
function hasHalyardKey(path: string): boolean {
  if (!existsSync(path)) return false;
  const content = readOutside(path);
  if (content.kind !== "text" || !content.text.includes('"halyard"')) return false;
  const sink = createProblemSink(content.text, path);
  return fieldOf(readJson(content.text, sink, { comments: false }), "halyard") !== undefined;
}

function severalConfigs(names: readonly string[]): Problem {
  const list = names.map((name) => `\`${name}\``).join(" and ");
  const [first = ""] = names;
  return discoveryProblem(
    "several-configs",
    `${list} both configure Halyard here; keep one and remove the other.`,
    first,
  );
}

function discoveryProblem(code: string, message: string, path: string): Problem {
  return { code, severity: "error", message, path };
}

function upward(start: string): readonly string[] {
  const directories = [start];
  for (let next = dirname(start); next !== directories.at(-1); next = dirname(next)) {
    directories.push(next);
  }
  return directories;
}

/** `.git` is a directory in a clone and a file in a worktree or submodule. */
function isRepositoryRoot(directory: string): boolean {
  return existsSync(join(directory, ".git"));
}

function isWithin(inner: string, outer: string): boolean {
  const path = relative(outer, inner);
  return path === "" || !(path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path));
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function realPathOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
