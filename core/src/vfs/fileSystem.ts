/** What reading a file gave: its text, or why there is none. */
export type FileContent =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "missing" }
  | { readonly kind: "unreadable"; readonly reason: string }
  | { readonly kind: "too-large"; readonly bytes: number; readonly limit: number }
  | { readonly kind: "binary" }
  /** The path leads out of the workspace, by itself or through a symbolic link. */
  | { readonly kind: "outside" };

/**
 * The only way in which core reads files. Paths are relative to the workspace root, with forward slashes.
 *
 * Implementations never follow a path out of the root and never throw for what is on the disk.
 */
export interface FileSystem {
  readFile(path: string): FileContent;
  /** Every file that is not ignored by git, sorted by path. Listed once and remembered. */
  listFiles(): readonly string[];
}
