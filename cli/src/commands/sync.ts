import { workspaceOptions } from "../arguments/commonOptions.js";
import type { Command } from "../command.js";

/** `halyard sync`: what the flag stores serve, written down for everyone who asks later. */
export const syncCommand: Command = {
  name: "sync",
  summary: "Read the flag stores and write down what they serve",
  usage: ["sync [options]"],
  maxPositionals: 0,
  options: {
    store: {
      type: "string",
      value: "NAME",
      multiple: true,
      summary: "Only this store; may be given several times",
      group: "Stores",
    },
    "allow-empty": {
      type: "boolean",
      summary: "Believe a store that had flags and now says that it has none",
      group: "Stores",
    },
    ...workspaceOptions,
  },
  examples: [
    { line: "halyard sync", does: "Every store that the configuration and the registries name." },
    { line: "halyard sync --store main", does: "One of them." },
  ],
  run: async (args, session) => (await import("../stores/runSync.js")).runSync(args, session),
};
