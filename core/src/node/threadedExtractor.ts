import type { ExtractFiles } from "../index/indexInput.js";
import type { FileFacts } from "../syntax/facts.js";
import type { PlannedMatcher } from "../syntax/plan.js";
import { MemorySources } from "../vfs/sources.js";
import type { NodeSources } from "./nodeSources.js";
import type { ParserPool } from "./parserPool.js";

/** Fewer files than this are parsed here, unless threads run anyway. */
const worthAThread = 40;

/**
 * Extracts files in the pool's threads, or here; the compiler is loaded with the first file that is parsed here.
 *
 * For a workspace that stays open (`isLive`) a thread is started for any file: the compiler and its memory come and go
 * with the thread, and this one goes on answering.
 */
export function threadedExtractor(
  pool: ParserPool,
  sources: NodeSources,
  isLive: boolean,
  onProgress: (done: number, total: number) => void,
): ExtractFiles {
  // One extractor for all files, because it keeps the plan from one call to the next.
  let extractor: ExtractFiles | undefined;
  const here = async (
    paths: readonly string[],
    planned: readonly PlannedMatcher[],
  ): Promise<ReadonlyMap<string, FileFacts>> => {
    if (paths.length === 0) return new Map();
    const { extractorOf } = await import("../syntax/extractFiles.js");
    extractor ??= extractorOf(sources);
    return extractor(paths, planned);
  };
  return async (paths, planned, given) => {
    if (isLive && paths.length > 0) pool.start(1);
    if (given !== undefined && pool.size === 0) {
      const { extractorOf } = await import("../syntax/extractFiles.js");
      return extractorOf(new MemorySources(given))(paths, planned);
    }
    if (pool.size === 0 && paths.length >= worthAThread) pool.start(2);
    if (pool.size === 0) return here(paths, planned);
    // A thread reads the disk itself, and is sent what is open in an editor.
    const texts = new Map(
      paths.flatMap((path) => {
        const text = given?.get(path) ?? sources.open.textOf(path);
        return text === undefined ? [] : [[path, text]];
      }),
    );
    return pool.extract(
      { paths, texts },
      planned,
      (share) => here(share, planned),
      (done) => {
        onProgress(done, paths.length);
      },
    );
  };
}
