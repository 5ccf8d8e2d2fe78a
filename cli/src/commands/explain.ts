import { workspaceOptions } from "../arguments/commonOptions.js";
import type { Command } from "../command.js";

/** `halyard explain`: a rule's page, or everything known of one flag. */
export const explainCommand: Command = {
  name: "explain",
  summary: "Explain a rule, or a flag with its verdict and references",
  usage: ["explain", "explain RULE", "explain FLAG [options]"],
  maxPositionals: 1,
  options: workspaceOptions,
  examples: [
    { line: "halyard explain", does: "The rules in one line each." },
    { line: "halyard explain stale-flag", does: "What the rule finds, why, and what to do." },
    { line: "halyard explain checkout-v2", does: "Why Halyard says what it says about a flag." },
  ],
  run: async (args, session) =>
    (await import("../explain/runExplain.js")).runExplain(args, session),
};
