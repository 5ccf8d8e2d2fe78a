import { generalOptions } from "../arguments/commonOptions.js";
import type { Command } from "../command.js";

const files = "Files";

/** `halyard init`: writes a registry and a configuration where there are none. */
export const initCommand: Command = {
  name: "init",
  summary: "Write a flag registry and a configuration for the SDKs in use",
  usage: ["init [options]"],
  maxPositionals: 0,
  options: {
    "dry-run": {
      type: "boolean",
      summary: "Show what would be written, and write nothing",
      group: files,
    },
    yes: {
      type: "boolean",
      short: "y",
      summary: "Accepted for scripts; init never asks",
      group: files,
    },
    ...generalOptions,
  },
  examples: [
    { line: "halyard init", does: "Write what is missing; files that exist are left alone." },
    { line: "halyard init --dry-run", does: "See it first." },
  ],
  run: async (args, session) => (await import("../init/runInit.js")).runInit(args, session),
};
