import { workspaceOptions } from "../arguments/commonOptions.js";
import type { Command } from "../command.js";

/** `halyard mcp`: the Model Context Protocol over standard input and output, for coding agents. */
export const mcpCommand: Command = {
  name: "mcp",
  summary: "Answer coding agents over the Model Context Protocol",
  usage: ["mcp [options]"],
  maxPositionals: 0,
  options: {
    "allow-apply": {
      type: "boolean",
      summary: "Also offer to write a removal, which asks a person each time",
      group: "Agents",
    },
    ...workspaceOptions,
  },
  examples: [
    {
      line: "halyard mcp",
      does: "List flags, explain verdicts and plan removals; nothing is written.",
    },
  ],
  run: async (args, session) => (await import("../mcp/runMcp.js")).runMcp(args, session),
};
