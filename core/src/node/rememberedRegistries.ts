import { createHash } from "node:crypto";
import type { LoadedRegistries } from "../analysis/readRegistries.js";
import type { FileContent, FileSystem } from "../vfs/fileSystem.js";

/** Registries with the content of every file that was read for them, so that they hold while those are the same. */
export interface RememberedRegistries {
  readonly loaded: LoadedRegistries;
  readonly files: readonly (readonly [path: string, hash: string])[];
  /** Hash of the list of files, where a glob asked for it. */
  readonly listing: string | undefined;
  /** The UTC day that they were read for, where the day makes a difference. */
  readonly day: string | undefined;
}

/**
 * The registries that `load` gives, or the remembered ones while nothing that they were read from has changed.
 *
 * A registry in TypeScript needs the compiler to be read; remembering it keeps a warm start quick.
 */
export async function registriesFor(
  fileSystem: FileSystem,
  remembered: RememberedRegistries | undefined,
  day: string | undefined,
  load: (fileSystem: FileSystem) => Promise<LoadedRegistries>,
): Promise<RememberedRegistries> {
  if (remembered?.day === day && remembered !== undefined && holds(fileSystem, remembered)) {
    return remembered;
  }
  const files = new Map<string, string>();
  let listing: string | undefined;
  const watching: FileSystem = {
    readFile: (path) => {
      const content = fileSystem.readFile(path);
      files.set(path, hashOf(content));
      return content;
    },
    listFiles: () => {
      const paths = fileSystem.listFiles();
      listing = hashOfText(paths.join("\n"));
      return paths;
    },
  };
  return { loaded: await load(watching), files: [...files], listing, day };
}

function holds(fileSystem: FileSystem, remembered: RememberedRegistries): boolean {
  const sameFiles = remembered.files.every(
    ([path, hash]) => hashOf(fileSystem.readFile(path)) === hash,
  );
  if (!sameFiles || remembered.listing === undefined) return sameFiles;
  return hashOfText(fileSystem.listFiles().join("\n")) === remembered.listing;
}

function hashOf(content: FileContent): string {
  return hashOfText(content.kind === "text" ? `text:${content.text}` : JSON.stringify(content));
}

function hashOfText(text: string): string {
  return createHash("sha1").update(text).digest("base64");
}
