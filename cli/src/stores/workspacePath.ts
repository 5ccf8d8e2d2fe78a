import { existsSync, realpathSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import type { Outcome } from "../command.js";
import { failure, success } from "../command.js";
import { inert } from "../terminal/inert.js";

/**
 * The absolute path of a file that the configuration names for writing. A symbolic link that leads out of the
 * workspace is refused: a repository must not choose where else something is written.
 */
export function workspacePath(root: string, path: string): Outcome<string> {
  const home = realpathSync(root);
  let folder = dirname(join(home, path));
  while (!existsSync(folder)) folder = dirname(folder);
  const real = realpathSync(folder);
  if (real === home || real.startsWith(home + sep)) return success(join(home, path));
  return failure(`Cannot write ${inert(path)}: it lies outside of the workspace.`);
}
