import { parentPort } from "node:worker_threads";
import { extractFacts } from "../syntax/extractFacts.js";
import type { FileFacts } from "../syntax/facts.js";
import { makePlan, type Plan, type PlannedMatcher } from "../syntax/plan.js";
import { textOf } from "../vfs/sources.js";
import { NodeSources } from "./nodeSources.js";

/** A share of the files to parse. */
export interface ParseRequest {
  readonly id: number;
  readonly root: string;
  readonly paths: readonly string[];
  /** Texts of open documents, which stand in for files on the disk. */
  readonly texts?: ReadonlyMap<string, string>;
  /** The matchers from this share on; absent while they are those of the share before. */
  readonly planned?: readonly PlannedMatcher[];
}

/** The facts of one share, in the order of its paths; null for a file that could not be read. */
export interface ParseAnswer {
  readonly id: number;
  readonly facts: readonly (FileFacts | null)[];
}

let plan: Plan = makePlan([]);

parentPort?.on("message", (request: ParseRequest) => {
  if (request.planned !== undefined) plan = makePlan(request.planned);
  const sources = new NodeSources(request.root, request.paths);
  const facts = request.paths.map((path) => {
    const text = request.texts?.get(path) ?? textOf(sources, path);
    return text === undefined ? null : extractFacts(path, text, plan);
  });
  const answer: ParseAnswer = { id: request.id, facts };
  parentPort?.postMessage(answer);
});
