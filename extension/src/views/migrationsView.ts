import type {
  MigrationCallItem,
  MigrationItem,
  MigrationStage,
} from "halyard-language-server/protocol/migrations";
import * as vscode from "vscode";
import { onDidChangeAnswers } from "../server/refresh.js";
import type { ServerSession } from "../server/session.js";
import { plain } from "../text/plain.js";
import type { LateView } from "../waking/lateView.js";
import { openAt } from "./openAt.js";

/** The stages in their order; a migration stands at one of them. */
export const migrationStages: readonly MigrationStage[] = [
  "off",
  "dualwrite",
  "shadow",
  "live",
  "rampdown",
  "complete",
];

/** What stands in the tree of migrations. */
export type MigrationNode =
  | { readonly kind: "migration"; readonly migration: MigrationItem }
  | { readonly kind: "heading"; readonly name: string; readonly children: readonly MigrationNode[] }
  | {
      readonly kind: "line";
      readonly text: string;
      readonly detail: string;
      readonly icon: string;
      readonly command?: vscode.Command;
    };

/** The Migrations view: each migration with its stages, the evidence, what blocks the next one, and its calls. */
export class MigrationsView implements vscode.TreeDataProvider<MigrationNode>, vscode.Disposable {
  readonly #session: ServerSession;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #subscriptions: vscode.Disposable;
  #migrations: readonly MigrationItem[] = [];

  constructor(session: ServerSession, shownIn: LateView<MigrationNode>) {
    this.#session = session;
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      onDidChangeAnswers(session, () => {
        this.reload();
      }),
    );
    shownIn.fill(this);
  }

  /** Has the view drawn anew. The server, which follows the calls of each migration, is asked when it can be seen. */
  reload(): void {
    this.#changed.fire(undefined);
  }

  getTreeItem(node: MigrationNode): vscode.TreeItem {
    switch (node.kind) {
      case "migration":
        return migrationItem(node.migration);
      case "heading": {
        const item = new vscode.TreeItem(node.name, vscode.TreeItemCollapsibleState.Collapsed);
        item.description = String(node.children.length);
        return item;
      }
      case "line": {
        const item = new vscode.TreeItem(plain(node.text));
        item.description = plain(node.detail);
        item.tooltip = `${plain(node.text)}\n${plain(node.detail)}`;
        item.iconPath = new vscode.ThemeIcon(node.icon);
        if (node.command !== undefined) item.command = node.command;
        return item;
      }
    }
  }

  async getChildren(node?: MigrationNode): Promise<MigrationNode[]> {
    if (node === undefined) {
      const answer = await this.#session.tryRequest("halyard/migrations", {});
      this.#migrations = answer?.migrations ?? this.#migrations;
      return this.#migrations.map((migration) => ({ kind: "migration", migration }));
    }
    if (node.kind === "heading") return [...node.children];
    if (node.kind === "line") return [];
    const { migration } = node;
    return [
      ...stageLines(migration),
      heading(vscode.l10n.t("Flags"), flagLines(migration)),
      heading(vscode.l10n.t("Blocks the next stage"), migration.blockers.map(blockerLine)),
      ...(migration.codeKnown ? [] : [codeUnknownLine()]),
      heading(
        vscode.l10n.t("Old system: {0}", plain(migration.oldSystem)),
        callLines(migration, "old"),
      ),
      heading(
        vscode.l10n.t("New system: {0}", plain(migration.newSystem)),
        callLines(migration, "new"),
      ),
    ].filter((child) => child.kind !== "heading" || child.children.length > 0);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

function migrationItem(migration: MigrationItem): vscode.TreeItem {
  const { name, declared, computed, next, blockers } = migration;
  const item = new vscode.TreeItem(plain(name), vscode.TreeItemCollapsibleState.Expanded);
  const disagrees = computed !== null && computed !== declared;
  item.id = migration.id;
  item.description = disagrees ? vscode.l10n.t("{0} (declared {1})", computed, declared) : declared;
  item.tooltip = [plain(name), plain(migration.description ?? ""), ...blockers.map(plain)]
    .filter((line) => line !== "")
    .join("\n");
  item.iconPath = new vscode.ThemeIcon(next === null ? "pass" : disagrees ? "warning" : "sync");
  item.contextValue =
    next === null || computed === "complete" ? "migration retirable" : "migration";
  item.accessibilityInformation = {
    label: vscode.l10n.t("Migration {0}, stage {1}", plain(name), computed ?? declared),
  };
  return item;
}

function stageLines({ declared, computed, next }: MigrationItem): readonly MigrationNode[] {
  const current = computed ?? declared;
  const reached = migrationStages.indexOf(current);
  return migrationStages.map((stage, index) => ({
    kind: "line",
    text: stage,
    detail: stage === current ? vscode.l10n.t("now") : stage === next ? vscode.l10n.t("next") : "",
    icon: index < reached ? "pass" : index === reached ? "circle-filled" : "circle-outline",
  }));
}

function flagLines({ flags }: MigrationItem): readonly MigrationNode[] {
  return flags.map(({ role, key, reason, location, isRegistered }) => ({
    kind: "line",
    text: `${role}: ${key}`,
    detail: isRegistered ? reason : vscode.l10n.t("in no registry"),
    icon: isRegistered ? "symbol-boolean" : "error",
    command: openAt(location),
  }));
}

function blockerLine(text: string): MigrationNode {
  return { kind: "line", text, detail: "", icon: "circle-slash" };
}

function codeUnknownLine(): MigrationNode {
  const text = vscode.l10n.t("The code could not be looked at");
  return { kind: "line", text, detail: "", icon: "question" };
}

function callLines(
  { calls }: MigrationItem,
  side: MigrationCallItem["side"],
): readonly MigrationNode[] {
  return calls
    .filter((call) => call.side === side)
    .map((call) => ({
      kind: "line",
      text: call.owner,
      detail: [
        call.purpose === "serve" ? call.operation : `${call.purpose} ${call.operation}`,
        ...call.guards,
      ].join(" · "),
      icon: call.operation === "write" ? "edit" : "eye",
      command: openAt(call),
    }));
}

function heading(name: string, children: readonly MigrationNode[]): MigrationNode {
  return { kind: "heading", name, children };
}
