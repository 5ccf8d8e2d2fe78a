import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The text of a workspace file, read once; undefined where it cannot be read. */
export type SourceTexts = (path: string) => string | undefined;

/** Reads files below `root` (absolute), each at most once. */
export function createSourceTexts(root: string): SourceTexts {
  const texts = new Map<string, string | undefined>();
  return (path) => {
    if (!texts.has(path)) texts.set(path, read(join(root, path)));
    return texts.get(path);
  };
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // The file went away since it was indexed; what is known of it is still worth telling.
    return undefined;
  }
}
