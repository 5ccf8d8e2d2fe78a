import { workspaceOptions } from "../arguments/commonOptions.js";
import type { Command } from "../command.js";

const repository = "Repository";

/** `halyard publish`: what the index knows, for people who look at the store. */
export const publishCommand: Command = {
  name: "publish",
  summary: "Tell the flag stores where code refers to their flags",
  usage: ["publish [options]"],
  maxPositionals: 0,
  options: {
    store: {
      type: "string",
      value: "NAME",
      multiple: true,
      summary: "Only to this store; may be given several times",
      group: "Stores",
    },
    "dry-run": {
      type: "boolean",
      summary: "Show what would be published, as JSON, and tell nobody",
      group: "Stores",
    },
    repository: {
      type: "string",
      value: "NAME",
      summary: "The repository's name; default: that of git's origin",
      group: repository,
    },
    url: {
      type: "string",
      value: "URL",
      summary: "The repository's address on the web; default: git's origin",
      group: repository,
    },
    branch: {
      type: "string",
      value: "NAME",
      summary: "The branch; default: the one that is checked out",
      group: repository,
    },
    revision: {
      type: "string",
      value: "SHA",
      summary: "The commit; default: HEAD",
      group: repository,
    },
    ...workspaceOptions,
  },
  examples: [
    { line: "halyard publish --dry-run", does: "What would be told; never source text." },
    { line: "halyard publish --store main --branch main", does: "To one store, in CI." },
  ],
  run: async (args, session) => (await import("../stores/runPublish.js")).runPublish(args, session),
};
