import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface Registry {
  readonly flags: Readonly<Record<string, { readonly lifecycle: { readonly created: string } }>>;
}

/**
 * Gives a folder with a JSON registry the git history that its flags' first days tell: a commit on each, with the
 * registry as it was then, and what is there now last.
 */
export function commitByDate(root: string, registry: string): void {
  const path = join(root, registry);
  const now = readFileSync(path, "utf8");
  const { flags, ...rest } = JSON.parse(now) as Registry;
  const created = (key: string): string => flags[key]?.lifecycle.created ?? "";
  const days = [...new Set(Object.keys(flags).map(created))].sort();
  for (const day of days) {
    const known = Object.entries(flags).filter(([key]) => created(key) <= day);
    writeFileSync(path, JSON.stringify({ ...rest, flags: Object.fromEntries(known) }, null, 2));
    commit(root, day);
  }
  writeFileSync(path, now);
  commit(root, days.at(-1) ?? "2026-01-01");
}

/** Commits everything in a folder's repository, which is made where there is none. */
export function commit(root: string, day: string): void {
  const date = `${day}T12:00:00Z`;
  const git = (...args: readonly string[]): void => {
    const who = ["-c", "user.name=t", "-c", "user.email=t@t.invalid", "-c", "commit.gpgsign=false"];
    execFileSync("git", [...who, ...args], {
      cwd: root,
      stdio: "ignore",
      env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    });
  };
  git("init", "-q");
  git("add", "-A");
  git("commit", "-q", "--allow-empty", "-m", `As of ${day}`);
}
