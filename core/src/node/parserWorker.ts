import { parentPort } from "node:worker_threads";
import { extractFacts } from "../syntax/extractFacts.js";
import type { FileFacts } from "../syntax/facts.js";
import { planCache } from "../syntax/extractFiles.js";
import type { PlannedMatcher } from "../syntax/plan.js";
import { textOf } from "../vfs/sources.js";
import { NodeSources } from "./nodeSources.js";

/** A share of the files to parse. */
export interface ParseRequest {
  readonly root: string;
  readonly paths: readonly string[];
  readonly planned: readonly PlannedMatcher[];
}

/** The facts of one share, in the order of its paths; null for a file that could not be read. */
export type ParseAnswer = readonly (FileFacts | null)[];

const planFor = planCache();

parentPort?.on("message", (request: ParseRequest) => {
  const plan = planFor(request.planned);
  const sources = new NodeSources(request.root, request.paths);
  const answer: ParseAnswer = request.paths.map((path) => {
    const text = textOf(sources, path);
    return text === undefined ? null : extractFacts(path, text, plan);
  });
  parentPort?.postMessage(answer);
});
