import * as vscode from "vscode";
import type { ServerSession } from "../server/session.js";
import { migrationStages } from "../views/migrationsView.js";
import { dashboardData } from "./collect.js";
import type { DashboardData } from "./model.js";

/** What the dashboard shows now, as the server tells it; undefined where it cannot. */
export async function currentData(session: ServerSession): Promise<DashboardData | undefined> {
  // In Restricted Mode git must not run: a repository's own configuration can make it start programs.
  const history = vscode.workspace.isTrusted;
  const [listed, followed, dashboard] = await Promise.all([
    session.tryRequest("halyard/flags", {}),
    session.tryRequest("halyard/migrations", {}),
    session.tryRequest("halyard/dashboard", { history }),
  ]);
  if (listed === undefined || followed === undefined || dashboard === undefined) return undefined;
  return dashboardData({
    folder: vscode.workspace.name ?? "",
    dashboard,
    flags: listed.flags,
    migrations: followed.migrations,
    stages: migrationStages,
  });
}
