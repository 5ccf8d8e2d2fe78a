import type { RegistryFile } from "../registry/format.js";
import { quoted } from "../text/quoted.js";
import type { Problem } from "../text/problem.js";
import type { FileContent, FileSystem } from "../vfs/fileSystem.js";

/** The largest registry file that is read, in bytes (or UTF-16 code units, which are no more than the bytes). */
const maxRegistrySize = 10 * 1024 * 1024;

/**
 * One registry file, or the problem that says why there is none.
 *
 * `namedIn` is the file that names the registry: a missing file has no lines to point at.
 */
export function readRegistryFile(
  path: string,
  namedIn: string,
  fileSystem: FileSystem,
): RegistryFile | Problem {
  const content = fileSystem.readFile(path);
  if (content.kind === "text" && content.text.length <= maxRegistrySize) {
    return { path, text: content.text };
  }
  const [code, message] = refusal(content, path);
  const readable = content.kind === "missing" || content.kind === "outside" ? namedIn : path;
  return { code: `registry-${code}`, severity: "error", message, path: readable };
}

function refusal(content: FileContent, path: string): readonly [code: string, message: string] {
  const name = quoted(path);
  switch (content.kind) {
    case "missing":
      return ["missing", `The registry ${name} does not exist; create it or correct the path.`];
    case "unreadable":
      return ["unreadable", `The registry ${name} cannot be read: ${content.reason}.`];
    case "binary":
      return ["binary", `The registry ${name} is not a text file; correct the path.`];
    case "outside":
      return [
        "outside-workspace",
        `The registry ${name} lies outside the workspace and is not read; move it inside.`,
      ];
    case "too-large":
      return ["too-large", tooLarge(name, content.bytes, content.limit)];
    case "text":
      return ["too-large", tooLarge(name, content.text.length, maxRegistrySize)];
  }
}

function tooLarge(name: string, size: number, limit: number): string {
  return `The registry ${name} has ${megabytes(size)} MB; at most ${megabytes(limit)} MB are read, so split it.`;
}

function megabytes(bytes: number): string {
  return (bytes / (1024 * 1024)).toFixed(1).replace(/\.0$/, "");
}
