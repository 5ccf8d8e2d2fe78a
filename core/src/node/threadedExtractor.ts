import type { ExtractFiles } from "../index/indexInput.js";
import type { FileFacts } from "../syntax/facts.js";
import type { NodeSources } from "./nodeSources.js";
import { ParserPool } from "./parserPool.js";
import type { OpenOptions } from "./workspace.js";

/** Extracts files here and in threads; the compiler is loaded with the first file. */
export function threadedExtractor(
  root: string,
  sources: NodeSources,
  options: Pick<OpenOptions, "workers" | "onProgress">,
): { extract: ExtractFiles; close: () => Promise<void>; readonly threads: number } {
  const pool = new ParserPool(root, options.workers);
  let threads = 0;
  const extract: ExtractFiles = async (paths, planned) => {
    const { extractorOf } = await import("../syntax/extractFiles.js");
    const here = extractorOf(sources);
    const one = async (path: string): Promise<FileFacts | undefined> =>
      (await here([path], planned)).get(path);
    // A thread reads the disk; what is open in an editor is parsed here.
    const open = paths.filter((path) => sources.openText(path) !== undefined);
    const closed = open.length === 0 ? paths : paths.filter((path) => !open.includes(path));
    const facts = await pool.extract(closed, planned, one, (done) =>
      options.onProgress?.({ phase: "parse", done, total: paths.length }),
    );
    for (const [path, found] of await here(open, planned)) facts.set(path, found);
    threads = Math.max(threads, pool.size);
    return facts;
  };
  return {
    extract,
    close: () => pool.close(),
    get threads() {
      return threads;
    },
  };
}
