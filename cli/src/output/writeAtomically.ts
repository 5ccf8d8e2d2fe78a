import { randomBytes } from "node:crypto";
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Outcome } from "../command.js";
import { failure, success } from "../command.js";
import { inert } from "../terminal/inert.js";

/**
 * Writes a whole file or nothing: to a new file beside it, then renamed, so that no reader sees half of it.
 *
 * Folders are made as needed. `path` is absolute; `shownPath` is what the user called it.
 */
export function writeAtomically(path: string, text: string, shownPath: string): Outcome<void> {
  const draft = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
      return failure(`Cannot write ${inert(shownPath)}: it is a directory.`);
    }
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, text, { flag: "wx" });
    renameSync(draft, path);
    return success(undefined);
  } catch (error) {
    rmSync(draft, { force: true });
    return failure(`Cannot write ${inert(shownPath)}: ${reasonOf(error)}.`);
  }
}

/** The system's word for what went wrong with a file (`EACCES`), without paths or a stack. */
export function reasonOf(error: unknown): string {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "unexpected error";
}
