import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { StepKind } from "../../../core/src/retire/model.js";
import { filesOf, type StageDirectory, type Story } from "./stages.js";

/** What nobody should read any more once a step of the story is done. */
const traces: Readonly<Record<Story, Readonly<Record<StepKind, RegExp>>>> = {
  "search-cluster-move": {
    reads: /search\.es\.read-new/iu,
    system: /provider-?a\b|cluster-?a\b|search\.es\.dual|dual-?writ|ES_A_/iu,
    "kill-switch": /search\.es\./iu,
  },
  "live-feed-to-service": {
    reads: /live-feed\.read-from-service/iu,
    system: /push-?hub|src\/push|live-feed\.publish/iu,
    "kill-switch": /live-feed\.(?:publish|read|kill)/iu,
  },
  "order-service-switch": {
    reads: /orders\.serve-from-b/iu,
    // Only the replication asked the kill switch.
    system: /service-?a\b|replicat|EventChannel|orders\.(?:replicate|pause)/iu,
    "kill-switch": /orders\.(?:serve|replicate|pause)/iu,
  },
};

const order: readonly StepKind[] = ["reads", "system", "kill-switch"];

/** Files that are not the project's own to clean: the registry keeps its tombstones, and the store its export. */
const others = /^flags\.|\.production\.json$|^(?:package|tsconfig|halyard\.config)\.json$/u;

/** Lines that still speak of what a step, or one before it, took out: code, comments and names of tests alike. */
export function tracesLeft({ directory }: StageDirectory, story: Story, step: StepKind): string[] {
  const done = order.slice(0, order.indexOf(step) + 1).map((one) => traces[story][one]);
  return filesOf(directory)
    .filter((path) => !others.test(path))
    .flatMap((path) =>
      readFileSync(join(directory, path), "utf8")
        .split("\n")
        .filter((line) => done.some((trace) => trace.test(line)))
        .map((line) => `${path}: ${line}`),
    );
}
