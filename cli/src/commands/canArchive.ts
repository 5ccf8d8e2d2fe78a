import { workspaceOptions } from "../arguments/commonOptions.js";
import type { Command } from "../command.js";
import { gateOptions } from "../stores/gateOptions.js";

/** `halyard can-archive`: whether anyone would miss a flag in its store. */
export const canArchiveCommand: Command = {
  name: "can-archive",
  summary: "Say whether a flag may be archived in its store, with the evidence",
  usage: ["can-archive FLAG [options]"],
  maxPositionals: 1,
  options: {
    ...gateOptions,
    sync: {
      type: "boolean",
      summary: "Read the flag's store first instead of trusting the last sync",
      group: "Evidence",
    },
    format: {
      type: "string",
      short: "f",
      value: "FORMAT",
      choices: ["text", "json"],
      summary: "How to tell it",
      group: "Output",
    },
    ...workspaceOptions,
  },
  examples: [
    {
      line: "halyard can-archive new-nav --deployed v2.31.0",
      does: "Safe, caution or blocked, and why.",
    },
  ],
  run: async (args, session) =>
    (await import("../stores/runCanArchive.js")).runCanArchive(args, session),
};
