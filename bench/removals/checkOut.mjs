import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The files that a removal may read or change. */
export const readable = /\.(?:[cm]?[jt]sx?|json|ya?ml)$/u;
const largest = 1_500_000;

/**
 * A folder with the readable files of a commit, in `parentFolder` (where it is kept) or in a temporary one, which
 * `discard` takes away. Files that the mirror lacks are left out.
 */
export function checkedOut(repository, commit, parentFolder) {
  const kept = parentFolder !== undefined && join(parentFolder, commit);
  const folder = kept || mkdtempSync(join(tmpdir(), "halyard-removal-"));
  if (!kept || !existsSync(join(kept, ".complete"))) {
    write(repository, commit, folder);
    if (kept) writeFileSync(join(kept, ".complete"), "");
  }
  return {
    folder,
    textOf: (path) => {
      const target = join(folder, path);
      return existsSync(target) ? readFileSync(target, "utf8") : undefined;
    },
    discard: () => {
      if (!kept) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The text of a file in a commit, or undefined. */
export function fileAt(repository, commit, path) {
  try {
    const options = { maxBuffer: 2 ** 28, stdio: ["ignore", "pipe", "ignore"] };
    return execFileSync("git", ["-C", repository, "show", `${commit}:${path}`], options).toString();
  } catch {
    return undefined;
  }
}

function write(repository, commit, folder) {
  const git = (args, input) =>
    execFileSync("git", ["-C", repository, ...args], { input, maxBuffer: 2 ** 31 });
  const entries = git(["ls-tree", "-r", "-l", commit])
    .toString()
    .split("\n")
    .flatMap((line) => {
      const [head = "", path = ""] = line.split("\t");
      const [, type, id, size] = head.split(/\s+/u);
      return type === "blob" && readable.test(path) && Number(size) < largest ? [{ id, path }] : [];
    });
  const output = git(["cat-file", "--batch"], entries.map(({ id }) => `${id}\n`).join(""));
  let at = 0;
  for (const { path } of entries) {
    const end = output.indexOf(10, at);
    const [, kind, size] = output.toString("utf8", at, end).split(" ");
    at = end + 1;
    if (kind === "missing") continue;
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
}
