import { realpathSync } from "node:fs";
import { relative, sep } from "node:path";
import type { Outcome } from "../command.js";
import { failure, success } from "../command.js";
import { inert } from "../terminal/inert.js";
import type { LineRanges } from "./parseDiff.js";
import { changedLinesOf } from "./parseDiff.js";
import type { GitAnswer } from "@halyard/core/node";
import { runGit } from "@halyard/core/node";

/** Lines that differ from a commit, by path relative to the workspace root; `"all"` is a new file. */
export type Changes = ReadonlyMap<string, LineRanges | "all">;

/**
 * What has changed in the working tree since the merge base of `ref` and HEAD: committed, staged, unstaged and
 * untracked. A bad reference or a missing repository comes back as a sentence.
 */
export async function changesSince(root: string, ref: string): Promise<Outcome<Changes>> {
  const top = await runGit(root, ["rev-parse", "--show-toplevel"]);
  if (top.kind !== "output") return failure(whyNot(top, "--since needs a git repository"));
  const base = await mergeBase(root, ref);
  if (!base.ok) return base;
  // Absolute and real: git resolves links on its way up, and so must we.
  const repository = top.text.replace(/\r?\n$/, "");
  const diff = await runGit(
    repository,
    diffArguments(base.value),
    await withoutFilters(repository),
  );
  if (diff.kind !== "output") return failure(whyNot(diff, "git could not compare"));
  const untracked = await runGit(repository, [
    "ls-files",
    "--others",
    "--exclude-standard",
    "-z",
    "--",
  ]);
  if (untracked.kind !== "output") return failure(whyNot(untracked, "git could not list files"));
  const fromRoot = pathsFrom(repository, root);
  const changes = new Map<string, LineRanges | "all">();
  for (const [path, lines] of changedLinesOf(diff.text)) changes.set(fromRoot(path), lines);
  for (const path of untracked.text.split("\0"))
    if (path !== "") changes.set(fromRoot(path), "all");
  return success(changes);
}

function diffArguments(base: string): string[] {
  return [
    "diff",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--no-relative",
    "--ignore-submodules",
    "--find-renames",
    "--unified=0",
    "--src-prefix=a/",
    "--dst-prefix=b/",
    base,
    "--",
  ];
}

/** Settings that turn off every clean and smudge filter: comparing the working tree would run them. */
async function withoutFilters(repository: string): Promise<Map<string, string>> {
  const pattern = String.raw`^filter\..*\.(clean|smudge|process|required)$`;
  const names = await runGit(repository, [
    "config",
    "--null",
    "--name-only",
    "--get-regexp",
    pattern,
  ]);
  if (names.kind !== "output") return new Map();
  return new Map(
    names.text
      .split("\0")
      .filter((name) => name !== "")
      .map((name) => [name, name.endsWith(".required") ? "false" : ""]),
  );
}

async function mergeBase(root: string, ref: string): Promise<Outcome<string>> {
  const commit = await runGit(root, [
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${ref}^{commit}`,
  ]);
  const shown = inert(ref);
  if (commit.kind !== "output") {
    return failure(
      `--since cannot be "${shown}": git knows no such commit, branch or tag. In a shallow clone, fetch it first.`,
    );
  }
  const base = await runGit(root, ["merge-base", commit.text.trim(), "HEAD"]);
  if (base.kind !== "output") {
    return failure(
      `--since cannot be "${shown}": it shares no history with HEAD. In a shallow clone, fetch more of it.`,
    );
  }
  return success(base.text.trim());
}

/** git answers relative to the repository; findings are relative to the workspace root, which may lie deeper. */
function pathsFrom(repository: string, root: string): (path: string) => string {
  const prefix = relative(realpathSync(repository), realpathSync(root)).split(sep).join("/");
  if (prefix === "") return (path) => path;
  const depth = prefix.split("/").length;
  return (path) =>
    path.startsWith(`${prefix}/`) ? path.slice(prefix.length + 1) : "../".repeat(depth) + path;
}

function whyNot(answer: GitAnswer, sentence: string): string {
  if (answer.kind === "no-git") return "--since needs git, which is not installed or not on PATH.";
  const detail = answer.kind === "failed" ? answer.message : "";
  return detail === "" ? `${sentence}.` : `${sentence}: ${inert(detail)}`;
}
