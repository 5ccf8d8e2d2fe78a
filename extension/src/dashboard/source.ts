import type { Dashboard } from "halyard-language-server/protocol/dashboard";
import type { FlagItem } from "halyard-language-server/protocol/flags";
import * as vscode from "vscode";
import type { ServerSession } from "../server/session.js";
import { migrationStages } from "../views/migrationsView.js";
import { dashboardData } from "./collect.js";
import type { DashboardData } from "./model.js";

/** Where the dashboard's figures come from: the server, which has to ask git for those of the past. */
export class DashboardSource {
  readonly #session: ServerSession;
  #past: { readonly of: string; readonly dashboard: Dashboard } | undefined;

  constructor(session: ServerSession) {
    this.#session = session;
  }

  /** The figures of now. History is asked for again only where the registry's own facts or the day are others. */
  async current(): Promise<DashboardData> {
    const [{ flags }, { migrations }] = await Promise.all([
      this.#session.request("halyard/flags", {}),
      this.#session.request("halyard/migrations", {}),
    ]);
    // In Restricted Mode git must not run: a repository's own configuration can make it start programs.
    const history = vscode.workspace.isTrusted;
    const of = JSON.stringify([history, flags.map(dated)]);
    if (this.#past?.of !== of) {
      this.#past = { of, dashboard: await this.#session.request("halyard/dashboard", { history }) };
    }
    const { dashboard } = this.#past;
    const folder = vscode.workspace.name ?? "";
    return dashboardData({ folder, dashboard, flags, migrations, stages: migrationStages });
  }
}

/** What history and age are counted from. */
function dated({ id, type, created, expires, ageDays, outcome }: FlagItem): readonly unknown[] {
  return [id, type, created, expires, ageDays, outcome];
}
