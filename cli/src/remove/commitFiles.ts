import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { failure, success, type Outcome } from "../command.js";
import { runGit, type GitAnswer } from "@halyard/core/node";
import { inert } from "../terminal/inert.js";

/** Hooks are programs of the workspace (husky and the like), and nothing of it is executed. */
const withoutHooks: ReadonlyMap<string, string> = new Map([["core.hooksPath", devNull]]);

/** Why these files cannot be committed, as a sentence, found before any of them is changed. */
export async function commitObstacle(
  root: string,
  paths: readonly string[],
): Promise<string | undefined> {
  const folder = await runGit(root, ["rev-parse", "--absolute-git-dir"]);
  if (folder.kind !== "output") return `--commit needs a git repository${because(folder)}.`;
  const merging = await runGit(root, ["rev-parse", "--quiet", "--verify", "MERGE_HEAD"]);
  if (merging.kind === "output") return "A merge is under way; finish it first.";
  for (const name of ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"]) {
    const identity = await runGit(root, ["var", name]);
    if (identity.kind !== "output")
      return "git does not know who commits; set user.name and user.email first.";
  }
  const tracked = await runGit(root, ["--literal-pathspecs", "ls-files", "-z", "--", ...paths]);
  const known = new Set(tracked.kind === "output" ? tracked.text.split("\0") : []);
  const unknown = paths.find((path) => !known.has(path));
  return unknown === undefined
    ? undefined
    : `git does not track ${inert(unknown)}, so --commit could not hold the whole change.`;
}

/**
 * Commits exactly these files as they are on the disk, and nothing that is staged beside them. Answers the commit's
 * short name. Hooks do not run.
 */
export async function commitFiles(
  root: string,
  paths: readonly string[],
  message: string,
): Promise<Outcome<string>> {
  const folder = mkdtempSync(join(tmpdir(), "halyard-commit-"));
  try {
    const [messageFile, pathFile] = [join(folder, "message"), join(folder, "paths")];
    writeFileSync(messageFile, message);
    writeFileSync(pathFile, paths.join("\0"));
    const committed = await runGit(
      root,
      [
        "--literal-pathspecs",
        "commit",
        "--quiet",
        "--cleanup=whitespace",
        `--file=${messageFile}`,
        "--only",
        `--pathspec-from-file=${pathFile}`,
        "--pathspec-file-nul",
      ],
      withoutHooks,
    );
    if (committed.kind !== "output") {
      return failure(
        `The files are written, but git could not commit them${because(committed)}. Look at git status.`,
      );
    }
    const name = await runGit(root, ["rev-parse", "--short", "HEAD"]);
    return success(name.kind === "output" ? name.text.trim() : "HEAD");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function because(answer: GitAnswer): string {
  if (answer.kind === "no-git") return ", and git is not installed";
  const message = answer.kind === "failed" ? answer.message.replace(/\.$/u, "") : "";
  return message === "" ? "" : ` (${inert(message)})`;
}
