import { workspaceOptions } from "../arguments/commonOptions.js";
import type { Command } from "../command.js";
import { formatNames } from "../formatters/formatNames.js";

const findings = "Findings";
const output = "Output";
const suppressions = "Suppressions";

/** `halyard check`: every finding, in any format. The default command. */
export const checkCommand: Command = {
  name: "check",
  summary: "Find flags that have outlived their purpose and code that makes flags hard to remove",
  usage: ["check [options] [paths…]"],
  maxPositionals: Number.POSITIVE_INFINITY,
  options: {
    rule: {
      type: "string",
      multiple: true,
      value: "ID:SEVERITY",
      summary: "Set a rule to off, warn or error for this run",
      group: findings,
    },
    "max-warnings": {
      type: "string",
      value: "N",
      summary: "Exit with 1 when there are more warnings than this",
      group: findings,
    },
    since: {
      type: "string",
      value: "REF",
      summary: "Only findings on lines changed since the merge base with this commit or branch",
      group: findings,
    },
    format: {
      type: "string",
      short: "f",
      multiple: true,
      value: "FORMAT[=FILE]",
      choices: formatNames,
      choiceTakesFile: true,
      summary: "How to tell them, optionally into a file",
      group: output,
    },
    "output-file": {
      type: "string",
      short: "o",
      value: "FILE",
      summary: "Write the result to a file instead of standard output",
      group: output,
    },
    "suppress-all": {
      type: "boolean",
      summary: "Accept every present error; only new ones are reported from now on",
      group: suppressions,
    },
    "suppress-rule": {
      type: "string",
      multiple: true,
      value: "ID",
      summary: "Accept every present error of this rule",
      group: suppressions,
    },
    "prune-suppressions": {
      type: "boolean",
      summary: "Take out accepted errors that no longer occur",
      group: suppressions,
    },
    "suppressions-location": {
      type: "string",
      value: "FILE",
      summary: "Keep accepted errors here instead of in halyard-suppressions.json",
      group: suppressions,
    },
    "pass-on-unpruned-suppressions": {
      type: "boolean",
      summary: "Do not fail when accepted errors no longer occur",
      group: suppressions,
    },
    ...workspaceOptions,
  },
  examples: [
    { line: "halyard", does: "Check the whole workspace." },
    {
      line: "halyard check src --since origin/main",
      does: "What a pull request brings, under src.",
    },
    {
      line: "halyard check --format github --format sarif=halyard.sarif",
      does: "Annotations for GitHub Actions, and a SARIF file beside.",
    },
    {
      line: "halyard check --rule stale-flag:error --max-warnings 0",
      does: "Strict, for a release.",
    },
    {
      line: "halyard check --suppress-all",
      does: "Start on old code: accept what is there, report what comes.",
    },
  ],
  run: async (args, session) => (await import("../check/runCheck.js")).runCheck(args, session),
};
