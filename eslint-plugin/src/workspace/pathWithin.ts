import { realpathSync } from "node:fs";
import * as native from "node:path";

/** The path of a file relative to a directory, with forward slashes; undefined where it lies elsewhere. */
export function pathWithin(
  root: string,
  file: string,
  path: Pick<typeof native, "relative" | "isAbsolute" | "sep"> = native,
): string | undefined {
  const relative = path.relative(root, file);
  const leadsOut = relative === ".." || relative.startsWith(`..${path.sep}`);
  if (relative === "" || leadsOut || path.isAbsolute(relative)) return undefined;
  return relative.split(path.sep).join("/");
}

/** The same, also for a file that is named through a symbolic link. */
export function workspacePath(root: string, file: string): string | undefined {
  const direct = pathWithin(root, file);
  if (direct !== undefined) return direct;
  try {
    return pathWithin(root, realpathSync(file));
  } catch {
    // A text without a file, from standard input say.
    return undefined;
  }
}
