import { workspaceOptions } from "../arguments/commonOptions.js";
import type { Command } from "../command.js";
import { exportNames } from "../transfer/exportNames.js";

/** `halyard export`: the registry as another tool reads it. */
export const exportCommand: Command = {
  name: "export",
  summary: "Print the registry as a flagd definition or an OpenFeature manifest",
  usage: ["export FORMAT --environment NAME [options]"],
  maxPositionals: 1,
  positionalChoices: exportNames,
  options: {
    environment: {
      type: "string",
      value: "NAME",
      summary: "The environment whose states count; flagd knows one per file",
      group: "Registry",
    },
    registry: {
      type: "string",
      value: "FILE",
      summary: "This registry, where the workspace has several",
      group: "Registry",
    },
    ...workspaceOptions,
  },
  examples: [
    {
      line: "halyard export flagd --environment production > flagd.json",
      does: "What flagd serves production from.",
    },
    {
      line: "halyard export openfeature > manifest.json",
      does: "For the code generators of the OpenFeature CLI.",
    },
  ],
  run: async (args, session) => (await import("../transfer/runExport.js")).runExport(args, session),
};
