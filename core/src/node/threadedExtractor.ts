import type { ExtractFiles } from "../index/flagIndex.js";
import type { FileFacts } from "../syntax/facts.js";
import type { SourceFiles } from "../vfs/sources.js";
import { ParserPool } from "./parserPool.js";
import type { OpenOptions } from "./workspace.js";

/** Extracts files here and in threads; the compiler is loaded with the first file. */
export function threadedExtractor(
  root: string,
  sources: SourceFiles,
  options: Pick<OpenOptions, "workers" | "onProgress">,
): { extract: ExtractFiles; close: () => Promise<void>; readonly threads: number } {
  const pool = new ParserPool(root, options.workers);
  let threads = 0;
  const extract: ExtractFiles = async (paths, planned) => {
    const { extractorOf } = await import("../syntax/extractFiles.js");
    const here = extractorOf(sources);
    const one = async (path: string): Promise<FileFacts | undefined> =>
      (await here([path], planned)).get(path);
    const facts = await pool.extract(paths, planned, one, (done) =>
      options.onProgress?.({ phase: "parse", done, total: paths.length }),
    );
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
