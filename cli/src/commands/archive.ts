import { workspaceOptions } from "../arguments/commonOptions.js";
import type { Command } from "../command.js";
import { gateOptions } from "../stores/gateOptions.js";

const gate = "Archiving";

/** `halyard archive`: the last step of a flag's life, only when nobody would miss it. */
export const archiveCommand: Command = {
  name: "archive",
  summary: "Archive a flag in its store once nobody would miss it",
  usage: ["archive FLAG [options]"],
  maxPositionals: 1,
  options: {
    ...gateOptions,
    allow: {
      type: "string",
      value: "CHECK",
      multiple: true,
      summary: "Overrule this check of can-archive; needs --reason, may be given several times",
      group: gate,
    },
    reason: {
      type: "string",
      value: "TEXT",
      summary: "Why; kept in the tombstone and told to stores that take a comment",
      group: gate,
    },
    "tombstone-only": {
      type: "boolean",
      summary: "The flag was archived by hand: only write the tombstone",
      group: gate,
    },
    ...workspaceOptions,
  },
  examples: [
    {
      line: "halyard archive new-nav --deployed v2.31.0",
      does: "Archives it if can-archive says safe, and leaves a tombstone.",
    },
    {
      line: 'halyard archive new-nav --allow evaluated --reason "only a smoke test"',
      does: "Overrules one check, with a reason.",
    },
  ],
  run: async (args, session) => (await import("../stores/runArchive.js")).runArchive(args, session),
};
