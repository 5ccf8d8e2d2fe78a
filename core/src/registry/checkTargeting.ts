import { fieldOf, stringOf } from "../schema/node.js";
import type { DataNode } from "../schema/node.js";
import type { ProblemSink } from "../schema/problemSink.js";
import type { Evaluators } from "./evaluators.js";
import { quoted } from "../text/quoted.js";
import { suggestionFor } from "./suggestion.js";

/** Reports references to shared evaluators that do not exist or that flagd does not resolve. */
export function checkTargeting(
  node: DataNode | undefined,
  evaluators: Evaluators,
  sink: ProblemSink,
): void {
  if (node === undefined) return;
  if (node.kind === "array") {
    for (const item of node.items) checkTargeting(item, evaluators, sink);
  }
  if (node.kind !== "object") return;
  const reference = fieldOf(node, "$ref");
  const name = stringOf(reference);
  if (reference !== undefined && name !== undefined && !evaluators.has(name)) {
    const guess = suggestionFor(name, evaluators, sink);
    const hint =
      guess === undefined
        ? "define it under `$evaluators`, without references to others."
        : `did you mean ${quoted(guess)}?`;
    sink.error(
      "unknown-evaluator",
      `${quoted(name)} is no shared evaluator: ${hint}`,
      reference.span,
    );
  }
  for (const { value } of node.entries) checkTargeting(value, evaluators, sink);
}
