import { execFile } from "node:child_process";

/** What git answered: its output, or why there is none. */
export type GitAnswer =
  | { readonly kind: "output"; readonly text: string }
  | { readonly kind: "no-git" }
  | { readonly kind: "failed"; readonly message: string };

const mostOutput = 256 * 1024 * 1024;

/**
 * Runs git without a shell, without locks and without the file-system monitor, which a repository could set to a
 * program of its own. Standard output is UTF-8.
 */
export function runGit(cwd: string, args: readonly string[]): Promise<GitAnswer> {
  const settings = ["-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "--no-pager"];
  const env = { ...process.env, GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C", GIT_TERMINAL_PROMPT: "0" };
  return new Promise((done) => {
    execFile(
      "git",
      [...settings, ...args],
      { cwd, env, maxBuffer: mostOutput, windowsHide: true },
      (error, stdout, stderr) => {
        if (error === null) done({ kind: "output", text: stdout });
        else if (error.code === "ENOENT") done({ kind: "no-git" });
        else done({ kind: "failed", message: stderr.trim().split("\n")[0] ?? "" });
      },
    );
  });
}
