import { randomBytes } from "node:crypto";
import {
  chmodSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import type { RemovalPlan } from "@halyard/core";
import { failure, success, type Outcome } from "../command.js";
import { inert } from "../terminal/inert.js";
import { reasonOf } from "../output/writeAtomically.js";

interface Draft {
  readonly target: string;
  readonly draft: string;
}

const draftEnding = /^\.[0-9a-f]{12}\.halyard-tmp$/u;

/**
 * Applies a plan. Every new text is first written beside its file with the file's own mode; only when all of them are
 * on the disk are they renamed into place, one by one, and deleted files taken away last. Whatever stops the process,
 * each file is old or new; drafts that a killed process left beside these files are taken away by the next run. Files
 * that are not what the plan was made from stop everything before a change.
 */
export function applyRemoval(root: string, plan: Pick<RemovalPlan, "files">): Outcome<void> {
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
      // A link stays a link: what it leads to is replaced.
      const target = realpathSync(join(root, path));
      dropOldDrafts(target);
      const draft = `${target}.${randomBytes(6).toString("hex")}.halyard-tmp`;
      drafts.push({ target, draft });
      writeFileSync(draft, newText, { flag: "wx", flush: true });
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

/** Takes away what an earlier run that was killed has left beside a file. */
function dropOldDrafts(target: string): void {
  const [folder, name] = [dirname(target), basename(target)];
  for (const entry of readdirSync(folder)) {
    if (entry.startsWith(name) && draftEnding.test(entry.slice(name.length)))
      rmSync(join(folder, entry), { force: true });
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
