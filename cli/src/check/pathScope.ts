import { realpathSync, statSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { Outcome } from "../command.js";
import { failure, success } from "../command.js";
import { inert } from "../terminal/inert.js";

/** Whether a path of the workspace is among those asked for. */
export type PathScope = (path: string) => boolean;

/**
 * Turns the paths of a call, files or directories relative to `cwd`, into a question about workspace paths.
 *
 * No paths means everything. A path that does not exist or lies outside of the workspace is the user's mistake.
 */
export function pathScope(paths: readonly string[], cwd: string, root: string): Outcome<PathScope> {
  if (paths.length === 0) return success(() => true);
  const wanted: string[] = [];
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    if (statSync(absolute, { throwIfNoEntry: false }) === undefined) {
      return failure(`There is no file or directory "${inert(path)}".`);
    }
    const fromRoot = relative(realpathSync(root), realpathSync(absolute));
    if (fromRoot === ".." || fromRoot.startsWith(`..${sep}`) || isAbsolute(fromRoot)) {
      return failure(`"${inert(path)}" is outside of the workspace ${inert(root)}.`);
    }
    wanted.push(fromRoot.split(sep).join("/"));
  }
  return success((path) =>
    wanted.some((want) => want === "" || path === want || path.startsWith(`${want}/`)),
  );
}
