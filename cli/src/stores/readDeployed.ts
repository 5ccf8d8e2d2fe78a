import { runGit } from "@halyard/core/node";
import { readNow } from "../arguments/readNow.js";
import type { Outcome } from "../command.js";
import { failure, success } from "../command.js";
import { inert } from "../terminal/inert.js";

/**
 * Reads `--deployed`: a day (production has run without the flag since its end), a date-time, or a commit.
 *
 * A commit counts from the day it was made, which is the earliest it can have been deployed; that nobody asked for
 * the flag since then is what the gate goes on to check. A commit that still names the flag proves the contrary.
 */
export async function readDeployed(
  text: string,
  root: string,
  spellings: readonly string[],
): Promise<Outcome<Date>> {
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) {
    const day = readNow(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T23:59:59.999Z` : text);
    if (day.ok) return day;
    return failure(`--deployed cannot be "${inert(text)}": write a day, a date-time or a commit.`);
  }
  const commit = await runGit(root, [
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${text}^{commit}`,
  ]);
  if (commit.kind !== "output") {
    return failure(`--deployed: git knows no commit "${inert(text)}"; write a commit or a day.`);
  }
  const sha = commit.text.trim();
  const shown = await runGit(root, [
    "show",
    "--no-patch",
    "--no-show-signature",
    "--format=%cI",
    sha,
    "--",
  ]);
  const date = shown.kind === "output" ? new Date(shown.text.trim()) : undefined;
  if (date === undefined || Number.isNaN(date.getTime())) {
    return failure(`--deployed: git does not tell when "${inert(text)}" was made; write the day.`);
  }
  const naming = await sourcesNaming(root, sha, spellings);
  if (naming.length > 0) {
    const list = naming.slice(0, 3).map(inert).join(", ");
    return failure(
      `--deployed: commit "${inert(text)}" still names the flag (${list}); name the commit that removed it, or a later one.`,
    );
  }
  return success(date);
}

/** Source files of a commit that hold one of the words as a whole word. */
async function sourcesNaming(
  root: string,
  sha: string,
  words: readonly string[],
): Promise<readonly string[]> {
  const patterns = words.flatMap((word) => ["-e", word]);
  const endings = ["ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs", "vue", "svelte"];
  const found = await runGit(root, [
    "grep",
    "--no-textconv",
    "--files-with-matches",
    "--word-regexp",
    "--fixed-strings",
    ...patterns,
    sha,
    "--",
    ...endings.map((ending) => `*.${ending}`),
  ]);
  if (found.kind !== "output") return [];
  return found.text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.slice(sha.length + 1));
}
