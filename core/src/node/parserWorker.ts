import { parentPort } from "node:worker_threads";
import type { FormatOptions, RegistryContent, RegistryFile } from "../registry/format.js";
import { typescriptFormat } from "../syntax/declaredFlags.js";
import { extractFacts } from "../syntax/extractFacts.js";
import type { FileFacts } from "../syntax/facts.js";
import { makePlan, type Plan, type PlannedMatcher } from "../syntax/plan.js";
import { textOf } from "../vfs/sources.js";
import { NodeSources } from "./nodeSources.js";

/** A share of the files to parse. */
export interface ParseRequest {
  readonly kind: "parse";
  readonly root: string;
  readonly paths: readonly string[];
  /** Texts of open documents, which stand in for files on the disk. */
  readonly texts?: ReadonlyMap<string, string>;
  /** The matchers from this share on; absent while they are those of the share before. */
  readonly planned?: readonly PlannedMatcher[];
}

/** A registry that is written in TypeScript. */
export interface RegistryRequest {
  readonly kind: "registry";
  readonly files: readonly RegistryFile[];
  readonly options: FormatOptions;
}

/** What a thread is asked, each request with an id of its own. */
export type ThreadRequest = (ParseRequest | RegistryRequest) & { readonly id: number };

/** The answer: what is asked for, and nothing of the other kinds. */
export interface ThreadAnswer {
  readonly id: number;
  /** The facts of one share, in the order of its paths; null for a file that could not be read. */
  readonly facts?: readonly (FileFacts | null)[];
  readonly registry?: RegistryContent;
}

let plan: Plan = makePlan([]);

parentPort?.on("message", (request: ThreadRequest) => {
  const answer: ThreadAnswer =
    request.kind === "parse"
      ? { id: request.id, facts: factsOf(request) }
      : { id: request.id, registry: typescriptFormat.parse(request.files, request.options) };
  parentPort?.postMessage(answer);
});

function factsOf({ root, paths, texts, planned }: ParseRequest): (FileFacts | null)[] {
  if (planned !== undefined) plan = makePlan(planned);
  const sources = new NodeSources(root, paths);
  return paths.map((path) => {
    const text = texts?.get(path) ?? textOf(sources, path);
    return text === undefined ? null : extractFacts(path, text, plan);
  });
}
