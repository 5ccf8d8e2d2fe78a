import type { FlagItem } from "halyard-language-server/protocol/flags";
import * as vscode from "vscode";
import { onDidChangeAnswers } from "../server/refresh.js";
import type { ServerSession } from "../server/session.js";
import { plain } from "../text/plain.js";
import type { LateView } from "../waking/lateView.js";
import { groupsOf, matches, type Grouping } from "./flagGroups.js";
import { flagTreeItem } from "./flagTreeItem.js";
import type { FlagNode } from "./nodes.js";
import { openAt } from "./openAt.js";
import { onDidChangeUnknownKeys, unknownKeys } from "./unknownKeys.js";

/** The Flags view: every flag of the workspace, by next step, owner, type or file. */
export class FlagsView implements vscode.TreeDataProvider<FlagNode>, vscode.Disposable {
  readonly #session: ServerSession;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<FlagNode>;
  readonly #subscriptions: vscode.Disposable;
  #flags: readonly FlagItem[] = [];
  #grouping: Grouping = "nextStep";
  #filter = "";

  constructor(session: ServerSession, shownIn: LateView<FlagNode>) {
    this.#session = session;
    this.#view = shownIn.view;
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      onDidChangeAnswers(session, () => void this.reload()),
      onDidChangeUnknownKeys(() => {
        this.#changed.fire(undefined);
      }),
    );
    shownIn.fill(this);
  }

  /** The flags as they were last told. */
  get flags(): readonly FlagItem[] {
    return this.#flags;
  }

  /** Asks the server again. A server that cannot answer leaves what was shown. */
  async reload(): Promise<void> {
    const answer = await this.#session.tryRequest("halyard/flags", {});
    if (answer === undefined) return;
    this.#flags = answer.flags;
    this.#show();
  }

  group(by: Grouping): void {
    this.#grouping = by;
    this.#show();
  }

  filter(words: string): void {
    this.#filter = words.trim();
    this.#show();
  }

  getTreeItem(node: FlagNode): vscode.TreeItem {
    switch (node.kind) {
      case "group":
        return groupItem(node.name, node.children.length);
      case "flag":
        return flagTreeItem(node.flag, node.group);
      case "file":
        return fileItem(node);
      case "unknown": {
        const { place } = node;
        const item = new vscode.TreeItem(plain(place.message));
        item.iconPath = new vscode.ThemeIcon("question");
        const start = { line: place.line, character: place.character };
        item.command = openAt({ uri: place.uri, range: { start, end: start } });
        return item;
      }
    }
  }

  async getChildren(node?: FlagNode): Promise<FlagNode[]> {
    if (node === undefined) return this.#roots();
    if (node.kind === "group") return [...node.children];
    if (node.kind !== "flag") return [];
    const { files, references } = await this.#withReferences(node.flag);
    return files.map(({ uri, path }) => ({
      kind: "file",
      path,
      references: references.filter((reference) => reference.uri === uri),
    }));
  }

  /** The places of a flag are asked for when somebody looks: the list is asked for after every pause in typing. */
  async #withReferences(flag: FlagItem): Promise<FlagItem> {
    const { key, project, id } = flag;
    const asked = { uri: project, flagKey: key, references: true };
    const answer = await this.#session.tryRequest("halyard/flags", asked);
    return answer?.flags.find((one) => one.id === id) ?? flag;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #roots(): FlagNode[] {
    const shown = this.#flags.filter((flag) => this.#filter === "" || matches(flag, this.#filter));
    const groups = groupsOf(shown, this.#grouping, this.#today()).map(
      ({ name, flags }): FlagNode => ({
        kind: "group",
        name,
        children: flags.map((flag) => ({ kind: "flag", flag, group: name })),
      }),
    );
    const unknown = this.#grouping === "nextStep" && this.#filter === "" ? unknownKeys() : [];
    if (unknown.length === 0) return groups;
    const children = unknown.map((place): FlagNode => ({ kind: "unknown", place }));
    return [...groups, { kind: "group", name: vscode.l10n.t("In no registry"), children }];
  }

  /** The day that the server judges flags at, ISO. */
  #today(): string {
    return (this.#session.status?.now ?? new Date().toISOString()).slice(0, 10);
  }

  #show(): void {
    const removable = this.#flags.filter((flag) => flag.removable).length;
    this.#view.badge =
      removable === 0
        ? undefined
        : { value: removable, tooltip: vscode.l10n.t("{0} flags to remove now", removable) };
    this.#view.description = plain(this.#filter);
    void vscode.commands.executeCommand("setContext", "halyard.flagsFiltered", this.#filter !== "");
    this.#changed.fire(undefined);
  }
}

function groupItem(name: string, count: number): vscode.TreeItem {
  const item = new vscode.TreeItem(plain(name), vscode.TreeItemCollapsibleState.Expanded);
  item.description = String(count);
  item.contextValue = "group";
  return item;
}

function fileItem({ path, references }: Extract<FlagNode, { kind: "file" }>): vscode.TreeItem {
  const [first] = references;
  const item = new vscode.TreeItem(plain(path));
  item.description = references.length > 1 ? String(references.length) : "";
  item.iconPath = vscode.ThemeIcon.File;
  if (first !== undefined) {
    item.resourceUri = vscode.Uri.parse(first.uri, true);
    item.label = plain(path);
    item.command = openAt(first);
  }
  return item;
}
