import { constants, copyFileSync, existsSync, linkSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Outcome } from "../command.js";
import { failure, success } from "../command.js";
import { inert } from "../terminal/inert.js";
import type { NewFile } from "./planFiles.js";

/**
 * Writes all files or none, and never over a file that exists.
 *
 * Every text is first written whole to a temporary file beside its target; only then do the targets appear, so an
 * error or an end of the process leaves no half-written file. Targets that appeared before an error are taken back.
 */
export function writeNewFiles(root: string, files: readonly NewFile[]): Outcome<null> {
  const temporary: string[] = [];
  const written: string[] = [];
  let current = "";
  try {
    for (const { path, text } of files) {
      current = path;
      const name = temporaryName(root, path);
      temporary.push(name);
      writeFileSync(name, text, { flag: "wx" });
    }
    for (const { path } of files) {
      current = path;
      place(temporaryName(root, path), join(root, path));
      written.push(join(root, path));
    }
    return success(null);
  } catch (error) {
    for (const path of written) rmSync(path, { force: true });
    return failure(
      `Could not write ${inert(current)} in ${inert(root)}: ${reasonOf(error)}. Nothing was written.`,
    );
  } finally {
    for (const path of temporary) if (existsSync(path)) rmSync(path);
  }
}

function temporaryName(root: string, path: string): string {
  return join(root, `${path}.${process.pid}.tmp`);
}

/** A link fails where the target exists; file systems without links get a copy that does the same. */
function place(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw error;
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
}

function reasonOf(error: unknown): string {
  switch (codeOf(error)) {
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return "this user may not write there";
    case "EEXIST":
      return "a file of that name exists";
    case "ENOENT":
    case "ENOTDIR":
      return "the directory does not exist";
    case "ENOSPC":
      return "the disk is full";
    default:
      return codeOf(error) ?? "the system refused";
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
