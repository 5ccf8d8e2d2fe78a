import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdtempSync,
  existsSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const examples = join(import.meta.dirname, "../../examples");

/** A copy of an example with a git history of one commit; taken away by `remove`. */
export interface WorkspaceCopy {
  readonly root: string;
  read(path: string): string;
  /** Every file with its text, by path, sorted. */
  texts(): ReadonlyMap<string, string>;
  remove(): void;
}

/** Copies an example application, without what was installed or built in it. */
export function copyOf(example: string): WorkspaceCopy {
  const checkout = realpathSync(mkdtempSync(join(tmpdir(), "halyard-vscode-")));
  const root = join(checkout, "examples", example);
  // The example's own settings for the compiler build on those of the checkout.
  cpSync(join(examples, "../tsconfig.base.json"), join(checkout, "tsconfig.base.json"));
  cpSync(join(examples, example), root, {
    recursive: true,
    filter: (path) => !/[\\/](?:node_modules|dist)$/.test(path),
  });
  const git = (...args: readonly string[]): void => {
    const who = ["-c", "user.name=t", "-c", "user.email=t@t.invalid", "-c", "commit.gpgsign=false"];
    execFileSync("git", [...who, ...args], { cwd: root, stdio: "ignore" });
  };
  git("init", "-q");
  git("add", "-A");
  git("commit", "-q", "-m", "The example as it is");
  // What the example's own tests import; the index leaves links alone.
  symlinkSync(join(examples, "../node_modules"), join(root, "node_modules"));
  return {
    root,
    read: (path) => readFileSync(join(root, path), "utf8"),
    texts: () =>
      new Map(filesIn(root).map((path) => [path, readFileSync(join(root, path), "utf8")])),
    remove: () => {
      rmSync(checkout, { recursive: true, force: true });
    },
  };
}

/** What git knows of or would take in, but for what was installed. */
function filesIn(root: string): readonly string[] {
  const options = ["-z", "--cached", "--others", "--exclude", "node_modules"];
  return execFileSync("git", ["ls-files", ...options], { cwd: root, encoding: "utf8" })
    .split("\0")
    .filter((path) => path !== "" && existsSync(join(root, path)))
    .sort();
}
