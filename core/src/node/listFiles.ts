import { readdirSync, readFileSync, type Dirent } from "node:fs";
import { join } from "node:path";
import ignore, { type Ignore } from "ignore";
import type { Breathe } from "../index/indexInput.js";

/** Directories that never hold a team's own sources. */
const neverEntered = new Set([".git", "node_modules", ".hg", ".svn", ".yarn", ".pnpm-store"]);
/** A tree with more files than this is cut off, so that a mistaken root cannot fill the memory. */
const maximumFiles = 400_000;

interface IgnoreLevel {
  /** Directory of the `.gitignore`, relative to the root, with a slash at its end unless empty. */
  readonly base: string;
  readonly rules: IgnoreRules;
}

/** The rules of one file. */
interface IgnoreRules {
  readonly rules: Ignore;
  /** Tests quickly whether any rule can match a path at all; null where one of them cannot be told from its text. */
  readonly pieces: RegExp | null;
}

/**
 * Every file below `root` that git would not ignore, sorted, relative, with forward slashes.
 *
 * Reads each `.gitignore` on the way and `.git/info/exclude`; symbolic links are never followed, so that no loop and
 * no way out of the root exists. Directories that cannot be read are passed over.
 */
export function listFiles(root: string): string[] {
  const files: string[] = [];
  const directories = walk(root, "", rulesOf(root), files);
  while (directories.next().done !== true);
  return files.sort();
}

/** The same, with a pause for others where one is due. */
export async function listFilesBreathing(root: string, breathe: Breathe): Promise<string[]> {
  const files: string[] = [];
  const directories = walk(root, "", rulesOf(root), files);
  while (directories.next().done !== true) await breathe();
  return files.sort();
}

/** The rules that hold in the whole repository beside its `.gitignore`. */
function rulesOf(root: string): readonly IgnoreLevel[] {
  const rules = readRules(join(root, ".git/info/exclude"));
  return rules === undefined ? [] : [{ base: "", rules }];
}

/** Adds the files below a directory; stops after each directory. */
function* walk(
  root: string,
  directory: string,
  inherited: readonly IgnoreLevel[],
  files: string[],
): Generator<void, void, void> {
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
      if (files.length < maximumFiles) yield* walk(root, `${path}/`, levels, files);
    } else if (entry.isFile() && !isIgnored(path, levels)) {
      files.push(path);
    }
  }
  yield;
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
    const relative = path.slice(level.base.length);
    if (level.rules.pieces?.test(relative) === false) continue;
    const result = level.rules.rules.test(relative);
    if (result.ignored) return true;
    if (result.unignored) return false;
  }
  return false;
}

function readRules(path: string): IgnoreRules | undefined {
  try {
    const text = readFileSync(path, "utf8");
    return { rules: ignore({ ignorecase: false }).add(text), pieces: piecesOf(text) };
  } catch {
    return undefined;
  }
}

/**
 * One pattern for all rules: of each the longest piece without wildcards, which every path holds that it matches.
 *
 * Most paths match no rule, and trying all rules on each of them takes longer than reading the directories.
 */
function piecesOf(text: string): RegExp | null {
  const rules = text.split(/\r?\n/u).filter((line) => line.trim() !== "" && !line.startsWith("#"));
  const pieces = rules.map(longestPiece);
  if (pieces.includes("")) return null;
  return new RegExp(pieces.map((piece) => piece.replace(/[.+^${}()|]/gu, "\\$&")).join("|"), "u");
}

/** Empty for a rule with escapes or ranges of characters, whose text is not what it matches. */
function longestPiece(rule: string): string {
  if (/[\\[\]]/u.test(rule)) return "";
  const pieces = rule.split(/[*?/!]/u).map((piece) => piece.trim());
  return pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest), "");
}
