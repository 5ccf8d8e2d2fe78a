import { generalOptions } from "../arguments/commonOptions.js";
import type { Command } from "../command.js";
import { importNames } from "../transfer/importNames.js";

/** `halyard import`: a store's export as a registry of our own. */
export const importCommand: Command = {
  name: "import",
  summary: "Print a flag store's export as a registry",
  usage: ["import FORMAT FILE… [options]"],
  maxPositionals: Number.POSITIVE_INFINITY,
  positionalChoices: importNames,
  options: {
    environment: {
      type: "string",
      value: "NAME",
      summary: "What the registry calls the environment of an export of one; default production",
      group: "Registry",
    },
    now: {
      type: "string",
      value: "DATE",
      summary: "Take the steps that are dated before this ISO date or date-time (UTC)",
      group: "Registry",
    },
    ...generalOptions,
  },
  examples: [
    { line: "halyard import unleash export.json > flags.json", does: "Begin with what is there." },
    {
      line: "halyard import configcat config.json --environment staging",
      does: "A payload that does not say whose it is.",
    },
  ],
  run: async (args, session) => (await import("../transfer/runImport.js")).runImport(args, session),
};
