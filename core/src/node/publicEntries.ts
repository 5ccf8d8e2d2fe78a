import type { FileSystem } from "../vfs/fileSystem.js";

/** Entry points of packages that are not private: what `main`, `module`, `types` and `exports` may lead to. */
export function publicEntriesOf(fileSystem: FileSystem): (path: string) => boolean {
  const directories = new Set<string>();
  for (const path of fileSystem.listFiles()) {
    if (!/(?:^|\/)package\.json$/u.test(path)) continue;
    const content = fileSystem.readFile(path);
    if (content.kind !== "text" || /"private"\s*:\s*true/u.test(content.text)) continue;
    if (/"(?:main|module|exports|types)"\s*:/u.test(content.text)) {
      directories.add(path.slice(0, -"package.json".length));
    }
  }
  return (path) => {
    const entry = /^(.*?)(?:src\/)?(?:index|main)\.[cm]?[jt]sx?$/u.exec(path);
    return entry !== null && directories.has(entry[1] ?? "");
  };
}
