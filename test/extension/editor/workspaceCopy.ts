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
import { afterAll } from "vitest";
import { commit } from "./history.js";

const examples = join(import.meta.dirname, "../../../examples");

/** A copy of an example with a git history of one commit; taken away after the suite. */
export interface WorkspaceCopy {
  readonly root: string;
  /** The absolute path of a file. */
  at(path: string): string;
  /** The line and column of a text's first place in a file, both from 1. */
  placeOf(path: string, text: string): Place;
  read(path: string): string;
  /** Every file with its text, by path, sorted. */
  texts(): ReadonlyMap<string, string>;
}

/** A place in a file. */
export interface Place {
  readonly line: number;
  readonly column: number;
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
  commit(root, "2026-11-21");
  // What the example's own tests import; the index leaves links alone.
  symlinkSync(join(examples, "../node_modules"), join(root, "node_modules"));
  afterAll(() => {
    rmSync(checkout, { recursive: true, force: true });
  });
  const read = (path: string): string => readFileSync(join(root, path), "utf8");
  return {
    root,
    at: (path) => join(root, path),
    read,
    placeOf: (path, text) => {
      const before = read(path).split(text, 1)[0] ?? "";
      if (before.length === read(path).length) throw new Error(`${path} does not hold "${text}".`);
      const lines = before.split("\n");
      return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
    },
    texts: () =>
      new Map(filesIn(root).map((path) => [path, readFileSync(join(root, path), "utf8")])),
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
