import { textOf, type SourceFiles } from "../vfs/sources.js";
import { extractFacts } from "./extractFacts.js";
import type { FileFacts } from "./facts.js";
import { makePlan, type Plan, type PlannedMatcher } from "./plan.js";

/** Extracts files in this thread. The plan is made once for as long as the matchers stay the same. */
export function extractorOf(
  sources: SourceFiles,
): (
  paths: readonly string[],
  planned: readonly PlannedMatcher[],
) => Promise<Map<string, FileFacts>> {
  const planFor = planCache();
  return (paths, planned) => {
    const plan = planFor(planned);
    const facts = new Map<string, FileFacts>();
    for (const path of paths) {
      const text = textOf(sources, path);
      if (text !== undefined) facts.set(path, extractFacts(path, text, plan));
    }
    return Promise.resolve(facts);
  };
}

/** Remembers the last plan: matchers rarely change between two files. */
function planCache(): (planned: readonly PlannedMatcher[]) => Plan {
  let last: { planned: readonly PlannedMatcher[]; key: string; plan: Plan } | undefined;
  return (planned) => {
    if (last?.planned === planned) return last.plan;
    const key = JSON.stringify(planned);
    last = { planned, key, plan: last?.key === key ? last.plan : makePlan(planned) };
    return last.plan;
  };
}
