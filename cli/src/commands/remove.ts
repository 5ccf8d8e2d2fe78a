import { workspaceOptions } from "../arguments/commonOptions.js";
import type { Command } from "../command.js";

const removal = "Removal";

/** `halyard remove`: one flag out of the whole repository, or the reasons why not. */
export const removeCommand: Command = {
  name: "remove",
  summary: "Take one flag out of the code: a plan, or the change itself",
  usage: ["remove FLAG [options]", "remove --all-rolled-out [options]"],
  maxPositionals: 1,
  options: {
    variant: {
      type: "string",
      value: "VARIANT",
      summary: "Keep this variant (a name of the registry, or a value) instead of the verdict's",
      group: removal,
    },
    "all-rolled-out": {
      type: "boolean",
      summary: "Every flag that rolled-out-flag reports, one after the other",
      group: removal,
    },
    write: {
      type: "boolean",
      summary: "Change the files instead of showing the plan",
      group: removal,
    },
    allow: {
      type: "string",
      value: "CODE",
      multiple: true,
      summary: "Overrule this refusal; may be given several times",
      group: removal,
    },
    "allow-dirty": {
      type: "boolean",
      summary: "With --write: also change files that git says are not committed",
      group: removal,
    },
    commit: {
      type: "boolean",
      summary: "With --write: commit each flag's change, with the Markdown summary as message",
      group: removal,
    },
    "run-formatter": {
      type: "boolean",
      summary: "With --write: run the project's own formatter on the changed files",
      group: removal,
    },
    format: {
      type: "string",
      short: "f",
      value: "FORMAT",
      choices: ["diff", "json", "markdown"],
      summary: "How to tell the plan",
      group: "Output",
    },
    ...workspaceOptions,
  },
  examples: [
    {
      line: "halyard remove new-checkout",
      does: "The plan as a diff, for the variant that has won.",
    },
    { line: "halyard remove new-checkout --write", does: "The same, applied to the files." },
    {
      line: "halyard remove --all-rolled-out --write --commit",
      does: "One commit for each rolled-out flag.",
    },
    {
      line: "halyard remove layout --variant grid --format markdown",
      does: "A summary for a pull request.",
    },
  ],
  run: async (args, session) => (await import("../remove/runRemove.js")).runRemove(args, session),
};
