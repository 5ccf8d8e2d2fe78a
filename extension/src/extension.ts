import * as vscode from "vscode";
import { registerMcp } from "./agents/mcp.js";
import { registerTools } from "./agents/tools.js";
import { registerDashboard } from "./dashboard/panel.js";
import { registerDecorations } from "./decorations/decorations.js";
import { registerRemoval } from "./removal/removeFlag.js";
import { registerRetirement } from "./removal/retireMigration.js";
import { registerLanguageStatus } from "./server/languageStatus.js";
import { ServerSession } from "./server/session.js";
import { registerInitialize } from "./setup/initialize.js";
import { registerSupport } from "./setup/support.js";
import { registerTasks } from "./setup/tasks.js";
import { registerWalkthrough } from "./setup/walkthrough.js";
import { registerFlagCommands } from "./views/flagCommands.js";
import { FlagsView } from "./views/flagsView.js";
import { MigrationsView } from "./views/migrationsView.js";
import { registerShowReferences } from "./views/showReferences.js";

/** Starts everything that the extension shows. The server starts beside it; nothing here waits for it. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("Halyard", { log: true });
  const session = new ServerSession(context, log);
  const flags = new FlagsView(session);
  const migrations = new MigrationsView(session);
  context.subscriptions.push(
    log,
    session,
    flags,
    migrations,
    registerFlagCommands(flags),
    registerShowReferences(session),
    registerLanguageStatus(session, flags),
    registerRemoval(session, flags),
    registerRetirement(session, migrations),
    registerDecorations(session),
    registerDashboard(context, session),
    registerInitialize(context, log),
    registerWalkthrough(context),
    registerTasks(context),
    registerSupport(context, session, log),
    registerTools(session),
    registerMcp(context),
  );
  session.start().catch((error: unknown) => {
    log.error(error instanceof Error ? error : String(error));
  });
}
