import { randomBytes } from "node:crypto";
import { chmodSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RemovalPlan } from "@halyard/core";
import { failure, success, type Outcome } from "../command.js";
import { inert } from "../terminal/inert.js";
import { reasonOf } from "../output/writeAtomically.js";

interface Draft {
  readonly path: string;
  readonly target: string;
  readonly draft: string;
}

/**
 * Applies a plan. Every new text is first written beside its file with the file's own mode; only when all of them are
 * on the disk are they renamed into place, one by one, and deleted files taken away last. Whatever stops the process,
 * each file is old or new. Files that are not what the plan was made from stop everything before a change.
 */
export function applyRemoval(root: string, plan: RemovalPlan): Outcome<void> {
  const stale = plan.files.find(({ path, oldText }) => textOf(join(root, path)) !== oldText);
  if (stale !== undefined) {
    return failure(
      `Nothing was written, because ${inert(stale.path)} has changed since it was read (file-changed); run the command again.`,
    );
  }
  const drafts: Draft[] = [];
  try {
    for (const { path, kind, newText } of plan.files) {
      if (kind === "delete") continue;
      const target = join(root, path);
      const draft = `${target}.${randomBytes(6).toString("hex")}.tmp`;
      drafts.push({ path, target, draft });
      writeFileSync(draft, newText, { flag: "wx" });
      chmodSync(draft, statSync(target).mode & 0o7777);
    }
    for (const { target, draft } of drafts) renameSync(draft, target);
    for (const { path, kind } of plan.files) if (kind === "delete") rmSync(join(root, path));
    return success(undefined);
  } catch (error) {
    for (const { draft } of drafts) rmSync(draft, { force: true });
    return failure(
      `The change could not be written whole: ${reasonOf(error)}. Look at git status.`,
    );
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
