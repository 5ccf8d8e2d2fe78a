import { workspaceOptions } from "../arguments/commonOptions.js";
import type { Command } from "../command.js";

/** `halyard index`: every flag reference, with or without a registry. */
export const indexCommand: Command = {
  name: "index",
  summary: "Show every flag reference in the code",
  usage: ["index [options] [paths…]", "index --merge REPORT…"],
  maxPositionals: Number.POSITIVE_INFINITY,
  options: {
    format: {
      type: "string",
      short: "f",
      value: "FORMAT",
      choices: ["table", "json", "report"],
      summary: "How to tell them",
      group: "Output",
    },
    details: {
      type: "boolean",
      summary: "With json: also access, inverted and defaultValue, and the dynamic reads",
      group: "Output",
    },
    dynamic: {
      type: "boolean",
      summary: "With json: also the reads whose key is built at run time",
      group: "Output",
    },
    merge: {
      type: "boolean",
      summary: "The paths are reports of parts of a workspace: print the report of the whole",
      group: "Output",
    },
    ...workspaceOptions,
  },
  examples: [
    { line: "halyard index", does: "A table by flag." },
    {
      line: "halyard index src/search --format json",
      does: "The references under a folder, as data.",
    },
    {
      line: "halyard index --merge reports/*.json > report.json",
      does: "One report of those that many machines wrote.",
    },
  ],
  run: async (args, session) => (await import("../references/runIndex.js")).runIndex(args, session),
};
