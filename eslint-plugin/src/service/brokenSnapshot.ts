import type { ProblemRecord, Snapshot } from "./protocol.js";

/** The answer where nothing can be judged, for these reasons. */
export function brokenSnapshot(root: string, problems: readonly ProblemRecord[]): Snapshot {
  return {
    root,
    // Never the same twice: a file's result must not be cached while everything is missing from it.
    hash: `broken-${Date.now()}`,
    problems,
    isBroken: true,
    rules: [],
    registryPaths: [],
    contentHashes: new Map(),
    findings: new Map(),
    removalPaths: new Set(),
  };
}
