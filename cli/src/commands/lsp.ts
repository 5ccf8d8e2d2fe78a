import { generalOptions } from "../arguments/commonOptions.js";
import type { Command } from "../command.js";
import { exitCodes } from "../command.js";

/** `halyard lsp`: the language server, for editors. */
export const lspCommand: Command = {
  name: "lsp",
  summary: "Serve an editor over the Language Server Protocol",
  usage: ["lsp --stdio"],
  maxPositionals: 0,
  options: {
    stdio: {
      type: "boolean",
      summary: "Speak over standard input and output (the only way)",
      group: "Server",
    },
    ...generalOptions,
  },
  examples: [{ line: "halyard lsp --stdio", does: "What an editor runs by itself." }],
  run: async (args, session) => {
    if (!args.has("stdio")) {
      session.log("Say --stdio: that is how the editor speaks to the server.\n");
      return exitCodes.failure;
    }
    // The one face that another one starts: it lives in its own package, and speaks by protocol from here on.
    const { start } = await import("halyard-language-server");
    await start();
    return exitCodes.clean;
  },
};
