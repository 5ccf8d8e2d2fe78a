import type { Story } from "./stages.js";

/** What nobody should read any more once the story is over. */
const traces: Readonly<Record<Story, RegExp>> = {
  "search-cluster-move": /provider-?a\b|clusterA|search\.es\./iu,
  "live-feed-to-service": /pushHub|src\/push|live-feed\.(?:publish|read|kill)/iu,
  "order-service-switch": /serviceA\b|replicate|EventChannel|orders\.(?:serve|replicate|pause)/iu,
};

/** Lines of code that still speak of the old system or its flags; comments and names of tests are for people. */
export function tracesIn(story: Story, path: string, text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.replace(/^\s*(?:\*|\/\*\*|\/\/).*$|^it\(".*$/u, ""))
    .filter((line) => traces[story].test(line))
    .map((line) => `${path}: ${line}`);
}
