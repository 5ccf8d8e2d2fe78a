import { realpathSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { URI } from "vscode-uri";

/** A folder that the editor has open: where it says it is, and where that really is. */
export interface Folder {
  readonly uri: string;
  /** Absolute, as the editor writes it. */
  readonly path: string;
  /** Absolute, symbolic links resolved. */
  readonly realPath: string;
  /** The configuration that the editor's settings name, relative to the folder or absolute. */
  readonly config?: string;
}

/** The folder of a URI, or undefined where the URI is no file. */
export function folderOf(uri: string): Folder | undefined {
  const path = filePathOf(uri);
  return path === undefined ? undefined : { uri, path, realPath: realPathOf(path) };
}

/** The absolute path of a `file:` URI; undefined for other schemes and for what is no URI at all. */
export function filePathOf(uri: string): string | undefined {
  try {
    const parsed = URI.parse(uri, true);
    return parsed.scheme === "file" && parsed.fsPath !== "" ? parsed.fsPath : undefined;
  } catch {
    // An editor may send anything; what is no URI names no file.
    return undefined;
  }
}

/** The path with its symbolic links resolved, as far as its directories exist. */
export function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPathOf(parent), basename(path));
  }
}

/** A path below a root, relative to it and with forward slashes; undefined for one that is elsewhere. */
export function pathWithin(root: string, absolute: string): string | undefined {
  const path = relative(root, absolute);
  if (path === "" || path === ".." || path.startsWith(`..${sep}`) || path.includes(":")) {
    return undefined;
  }
  return path.split(sep).join("/");
}

/** The URI of a real path in the editor's own words: a folder that it opened through a link keeps the link's name. */
export function uriOf(realPath: string, folders: readonly Folder[]): string {
  const holder = folders.find(
    (folder) => folder.realPath !== folder.path && isWithin(realPath, folder.realPath),
  );
  const path =
    holder === undefined ? realPath : join(holder.path, relative(holder.realPath, realPath));
  return URI.file(path).toString();
}

/** Whether a path is a directory or below it. */
export function isWithin(path: string, directory: string): boolean {
  return (
    path === directory || path.startsWith(directory.endsWith(sep) ? directory : directory + sep)
  );
}
