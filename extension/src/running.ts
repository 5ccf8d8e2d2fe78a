import type * as vscode from "vscode";
import { registerDashboard } from "./dashboard/panel.js";
import { registerDecorations } from "./decorations/decorations.js";
import { registerRemoval, removeFlag } from "./removal/removeFlag.js";
import { registerRetirement } from "./removal/retireMigration.js";
import { registerLanguageStatus } from "./server/languageStatus.js";
import { ServerSession } from "./server/session.js";
import { registerStoreCommands } from "./stores/storeCommands.js";
import { registerFlagCommands } from "./views/flagCommands.js";
import { FlagsView } from "./views/flagsView.js";
import { MigrationsView, type MigrationNode } from "./views/migrationsView.js";
import type { FlagNode } from "./views/nodes.js";
import { registerShowReferences } from "./views/showReferences.js";
import type { LateView } from "./waking/lateView.js";

/** What can be asked for once the server was started. */
export interface Running {
  readonly session: ServerSession;
  readonly removeFlag: typeof removeFlag;
}

/** The views in the side bar, which stand before anything fills them. */
export interface Views {
  readonly flags: LateView<FlagNode>;
  readonly migrations: LateView<MigrationNode>;
}

/** Starts the server and everything that shows what it says. Nothing here waits for it. */
export function run(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  views: Views,
): Running {
  const session = new ServerSession(context, log);
  session.start().catch((error: unknown) => {
    log.error(error instanceof Error ? error : String(error));
  });
  const flags = new FlagsView(session, views.flags);
  const migrations = new MigrationsView(session, views.migrations);
  context.subscriptions.push(
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
    registerStoreCommands(context, session, flags, log),
  );
  return { session, removeFlag };
}
