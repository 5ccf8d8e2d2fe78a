import { zipSync, type Zippable } from "fflate";

/** A ZIP of these files, every second one deflated. */
export function zipOf(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const zippable: Zippable = {};
  for (const [index, [path, content]] of Object.entries(files).entries())
    zippable[path] = [Buffer.from(content), { level: index % 2 === 1 ? 6 : 0 }];
  return Buffer.from(zipSync(zippable));
}
