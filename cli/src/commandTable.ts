import type { Command } from "./command.js";
import { archiveCommand } from "./commands/archive.js";
import { canArchiveCommand } from "./commands/canArchive.js";
import { checkCommand } from "./commands/check.js";
import { completionCommand } from "./commands/completion.js";
import { explainCommand } from "./commands/explain.js";
import { exportCommand } from "./commands/export.js";
import { importCommand } from "./commands/import.js";
import { indexCommand } from "./commands/index.js";
import { initCommand } from "./commands/init.js";
import { listCommand } from "./commands/list.js";
import { lspCommand } from "./commands/lsp.js";
import { mcpCommand } from "./commands/mcp.js";
import { migrationCommand } from "./commands/migration.js";
import { publishCommand } from "./commands/publish.js";
import { removeCommand } from "./commands/remove.js";
import { syncCommand } from "./commands/sync.js";

/**
 * Every command, in the order help shows them. To add one, write its file in `commands/` and name it here: parsing,
 * help, completion and the documentation test follow from its option table.
 */
export const commands: readonly Command[] = [
  checkCommand,
  listCommand,
  indexCommand,
  removeCommand,
  migrationCommand,
  syncCommand,
  canArchiveCommand,
  archiveCommand,
  publishCommand,
  initCommand,
  importCommand,
  exportCommand,
  explainCommand,
  lspCommand,
  mcpCommand,
  completionCommand(() => commands),
];

/** What runs where no command is named. */
export const defaultCommand = checkCommand;
