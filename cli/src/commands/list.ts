import { workspaceOptions } from "../arguments/commonOptions.js";
import type { Command } from "../command.js";

const filters = "Filters";

/** `halyard list`: every flag with its verdict and its next step. */
export const listCommand: Command = {
  name: "list",
  summary: "List the flags with their verdicts, references and next steps",
  usage: ["list [options]"],
  maxPositionals: 0,
  options: {
    type: {
      type: "string",
      value: "TYPE",
      choices: ["release", "experiment", "operational", "kill-switch", "permission", "migration"],
      summary: "Only flags of this type",
      group: filters,
    },
    owner: { type: "string", value: "OWNER", summary: "Only flags of this owner", group: filters },
    outcome: {
      type: "string",
      value: "OUTCOME",
      choices: ["rolled-out", "rolled-back", "soaking", "partial", "unknown"],
      summary: "Only flags with this outcome",
      group: filters,
    },
    format: {
      type: "string",
      short: "f",
      value: "FORMAT",
      choices: ["table", "json", "markdown", "csv"],
      summary: "How to tell them",
      group: "Output",
    },
    ...workspaceOptions,
  },
  examples: [
    { line: "halyard list", does: "Every flag, those to act on first." },
    { line: "halyard list --outcome rolled-out", does: "What production has answered for good." },
    { line: "halyard list --format csv > flags.csv", does: "For a spreadsheet." },
  ],
  run: async (args, session) => (await import("../list/runList.js")).runList(args, session),
};
