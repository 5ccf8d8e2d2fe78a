import { workspaceOptions } from "../arguments/commonOptions.js";
import type { Command } from "../command.js";

const retirement = "Retirement";

/** `halyard migration`: how far migrations have come, and how one is taken apart. */
export const migrationCommand: Command = {
  name: "migration",
  summary: "Show how far migrations have come, or take one apart in order",
  usage: ["migration status [ID] [options]", "migration retire ID [options]"],
  maxPositionals: 2,
  positionalChoices: ["status", "retire"],
  options: {
    step: {
      type: "string",
      value: "N",
      summary: "Only this step; with --write the default is the first that is not done",
      group: retirement,
    },
    write: {
      type: "boolean",
      summary: "Change the files of one step instead of showing the plan",
      group: retirement,
    },
    allow: {
      type: "string",
      value: "CODE",
      multiple: true,
      summary: "Overrule this refusal; may be given several times",
      group: retirement,
    },
    "allow-dirty": {
      type: "boolean",
      summary: "With --write: also change files that git says are not committed",
      group: retirement,
    },
    format: {
      type: "string",
      short: "f",
      value: "FORMAT",
      choices: ["table", "diff", "json", "markdown"],
      summary: "How to tell it: status as table or json, a plan as diff, json or markdown",
      group: "Output",
    },
    ...workspaceOptions,
  },
  examples: [
    {
      line: "halyard migration status",
      does: "Every migration: its stage, and what is in the way.",
    },
    {
      line: "halyard migration status es-provider-move",
      does: "One of them, with what is left in the code.",
    },
    {
      line: "halyard migration retire es-provider-move",
      does: "The separate changes that take it apart, as diffs.",
    },
    {
      line: "halyard migration retire es-provider-move --step 1 --write",
      does: "The first of them, applied to the files.",
    },
  ],
  run: async (args, session) =>
    (await import("../migration/runMigration.js")).runMigration(args, session),
};
