import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { format } from "prettier";

/** A diff from the person's text to ours, both formatted alike, for a reader's eyes. */
export async function readableDifference({ path, before, ours, theirs }) {
  const folder = mkdtempSync(join(tmpdir(), "halyard-difference-"));
  try {
    writeFileSync(join(folder, "person"), await formatted(path, theirs));
    writeFileSync(join(folder, "halyard"), await formatted(path, ours));
    const compare = ["diff", "--no-index", "--no-color", "--unified=4", "person", "halyard"];
    const { stdout } = spawnSync("git", compare, { cwd: folder, encoding: "utf8" });
    const what =
      before === ours ? "we left it as it was" : ours === undefined ? "we deleted it" : "";
    return `${what}\n${stdout.split("\n").slice(4).join("\n")}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function formatted(path, text) {
  if (text === undefined) return "";
  try {
    return await format(text, { filepath: path, printWidth: 100 });
  } catch {
    return text;
  }
}
