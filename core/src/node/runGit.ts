import { execFile } from "node:child_process";

/** What git answered: its output, or why there is none. */
export type GitAnswer =
  | { readonly kind: "output"; readonly text: string }
  | { readonly kind: "no-git" }
  | { readonly kind: "failed"; readonly message: string };

const mostOutput = 256 * 1024 * 1024;

/**
 * Runs git without a shell, without locks and without the file-system monitor, which a repository could set to a
 * program of its own. `overrides` are settings that win over the repository's. Standard output is UTF-8.
 */
export function runGit(
  cwd: string,
  args: readonly string[],
  overrides: ReadonlyMap<string, string> = new Map(),
): Promise<GitAnswer> {
  const settings = ["-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "--no-pager"];
  const env: Record<string, string | undefined> = {
    ...process.env,
    GIT_OPTIONAL_LOCKS: "0",
    LC_ALL: "C",
    GIT_TERMINAL_PROMPT: "0",
    GIT_CONFIG_COUNT: String(overrides.size),
  };
  // In the environment rather than as `-c name=value`, because a name may hold an equals sign.
  for (const [index, [name, value]] of [...overrides].entries()) {
    env[`GIT_CONFIG_KEY_${index}`] = name;
    env[`GIT_CONFIG_VALUE_${index}`] = value;
  }
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
