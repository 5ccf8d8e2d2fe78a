import { readdirSync, readFileSync, type Dirent } from "node:fs";
import { join } from "node:path";
import ignore, { type Ignore } from "ignore";

/** Directories that never hold a team's own sources. */
const neverEntered = new Set([".git", "node_modules", ".hg", ".svn", ".yarn", ".pnpm-store"]);
/** A tree with more files than this is cut off, so that a mistaken root cannot fill the memory. */
const maximumFiles = 400_000;

interface IgnoreLevel {
  /** Directory of the `.gitignore`, relative to the root, with a slash at its end unless empty. */
  readonly base: string;
  readonly rules: Ignore;
}

/**
 * Every file below `root` that git would not ignore, sorted, relative, with forward slashes.
 *
 * Reads each `.gitignore` on the way and `.git/info/exclude`; symbolic links are never followed, so that no loop and
 * no way out of the root exists. Directories that cannot be read are passed over.
 */
export function listFiles(root: string): string[] {
  const files: string[] = [];
  const first = readRules(join(root, ".git/info/exclude"));
  walk(root, "", first ? [{ base: "", rules: first }] : [], files);
  return files.sort();
}

function walk(
  root: string,
  directory: string,
  inherited: readonly IgnoreLevel[],
  files: string[],
): void {
  let entries: Dirent[];
  try {
    entries = readdirSync(`${root}/${directory}`, { withFileTypes: true });
  } catch {
    // A directory that vanished or may not be read has no files for us.
    return;
  }
  const levels = withOwnRules(root, directory, entries, inherited);
  for (const entry of entries) {
    const path = directory + entry.name;
    if (entry.isDirectory()) {
      if (neverEntered.has(entry.name) || isIgnored(`${path}/`, levels)) continue;
      if (files.length < maximumFiles) walk(root, `${path}/`, levels, files);
    } else if (entry.isFile() && !isIgnored(path, levels)) {
      files.push(path);
    }
  }
}

function withOwnRules(
  root: string,
  directory: string,
  entries: readonly Dirent[],
  inherited: readonly IgnoreLevel[],
): readonly IgnoreLevel[] {
  if (!entries.some((entry) => entry.name === ".gitignore" && entry.isFile())) return inherited;
  const rules = readRules(join(root, directory, ".gitignore"));
  return rules === undefined ? inherited : [...inherited, { base: directory, rules }];
}

/** The innermost file that has a say decides, as in git. */
function isIgnored(path: string, levels: readonly IgnoreLevel[]): boolean {
  for (let i = levels.length - 1; i >= 0; i--) {
    const level = levels[i];
    if (level === undefined) continue;
    const result = level.rules.test(path.slice(level.base.length));
    if (result.ignored) return true;
    if (result.unignored) return false;
  }
  return false;
}

function readRules(path: string): Ignore | undefined {
  try {
    return ignore({ ignorecase: false }).add(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
