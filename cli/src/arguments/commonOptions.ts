import type { OptionTable } from "../command.js";

const output = "Output";
const workspace = "Workspace";
const performance = "Speed";

/** Options that every command takes. */
export const generalOptions = {
  cwd: { type: "string", value: "DIR", summary: "Work from this directory", group: workspace },
  color: { type: "boolean", summary: "Colour the output, terminal or not", group: output },
  "no-color": { type: "boolean", summary: "Never colour the output", group: output },
  quiet: {
    type: "boolean",
    summary: "Hide warnings, notes and progress",
    group: output,
  },
  debug: { type: "boolean", summary: "Show stack traces of internal errors", group: output },
  help: { type: "boolean", short: "h", summary: "Show help", group: output },
  version: { type: "boolean", short: "v", summary: "Show the version", group: output },
} as const satisfies OptionTable;

/** Options of the commands that open a workspace. */
export const workspaceOptions = {
  config: {
    type: "string",
    value: "FILE",
    summary: "Use this configuration instead of searching upward",
    group: workspace,
  },
  now: {
    type: "string",
    value: "DATE",
    summary: "Judge as of this ISO date or date-time (UTC)",
    group: workspace,
  },
  "no-cache": {
    type: "boolean",
    summary: "Neither read nor write the index cache",
    group: performance,
  },
  "cache-location": {
    type: "string",
    value: "DIR",
    summary: "Keep the index cache here",
    group: performance,
  },
  workers: {
    type: "string",
    value: "N",
    summary: "Parse in N threads; 0 parses in this one",
    group: performance,
  },
  concurrency: {
    type: "string",
    value: "N",
    aliasOf: "workers",
    summary: "Same as --workers",
    group: performance,
  },
  stats: {
    type: "boolean",
    summary: "Print times, counts, cache hits and memory to stderr",
    group: performance,
  },
  ...generalOptions,
} as const satisfies OptionTable;
