import { runGit } from "@halyard/core/node";

/** Those of the paths that git says are changed or untracked; none where there is no git repository. */
export async function dirtyPaths(
  root: string,
  paths: readonly string[],
): Promise<readonly string[]> {
  if (paths.length === 0) return [];
  const answer = await runGit(root, [
    "--literal-pathspecs",
    "status",
    "--porcelain=v1",
    "-z",
    "--untracked-files=all",
    "--",
    ...paths,
  ]);
  if (answer.kind !== "output") return [];
  const changed = answer.text
    .split("\0")
    .filter((line) => line.length > 3)
    .map((line) => line.slice(3));
  return paths.filter((path) => changed.some((one) => one === path || one.endsWith(`/${path}`)));
}
