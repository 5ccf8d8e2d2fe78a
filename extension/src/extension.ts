import * as vscode from "vscode";
import { registerMcp } from "./agents/mcp.js";
import { registerTools } from "./agents/tools.js";
import { registerInitialize } from "./setup/initialize.js";
import { registerSupport } from "./setup/support.js";
import { registerTasks } from "./setup/tasks.js";
import { registerWalkthrough } from "./setup/walkthrough.js";
import type { MigrationNode } from "./views/migrationsView.js";
import type { FlagNode } from "./views/nodes.js";
import { LateView } from "./waking/lateView.js";
import { Waker } from "./waking/waker.js";

/**
 * Registers what can be asked for at any time. The language client, the views and all that they need are a bundle of
 * their own, loaded when there is something to show.
 */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("Halyard", { log: true });
  const flags = new LateView<FlagNode>("halyard.flags");
  const migrations = new LateView<MigrationNode>("halyard.migrations");
  const waker = new Waker(
    async () => (await import("./running.js")).run(context, log, { flags, migrations }),
    log,
    [flags.onLooked, migrations.onLooked],
  );
  const awake = () => waker.awake();
  context.subscriptions.push(
    log,
    flags,
    migrations,
    waker,
    registerInitialize(context, log),
    registerWalkthrough(context),
    registerTasks(context),
    registerSupport(context, awake, log),
    registerTools(awake),
    registerMcp(context),
  );
}
