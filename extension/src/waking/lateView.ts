import * as vscode from "vscode";

/**
 * A tree view that stands from the start and is filled later. It is made once: the editor ends a view by its name, and
 * after another one of that name may have taken its place.
 */
export class LateView<Node> implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  /** The view in the editor's side bar. */
  readonly view: vscode.TreeView<Node>;
  readonly #changed = new vscode.EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #looked = new vscode.EventEmitter<undefined>();
  /** Fires when somebody looks at the view while nothing fills it. */
  readonly onLooked = this.#looked.event;
  #source: vscode.TreeDataProvider<Node> | undefined;
  #following: vscode.Disposable | undefined;

  constructor(id: string) {
    this.view = vscode.window.createTreeView(id, { treeDataProvider: this, showCollapseAll: true });
  }

  /** Shows what a source has to show from now on. */
  fill(source: vscode.TreeDataProvider<Node>): void {
    this.#source = source;
    this.#following = source.onDidChangeTreeData?.((node) => {
      // Every source of ours tells that one node has changed, or all of them.
      if (!Array.isArray(node)) this.#changed.fire(node ?? undefined);
    });
    this.#changed.fire(undefined);
  }

  getTreeItem(node: Node): vscode.TreeItem | Thenable<vscode.TreeItem> {
    if (this.#source === undefined) throw new Error("An empty view has no items.");
    return this.#source.getTreeItem(node);
  }

  getChildren(node?: Node): vscode.ProviderResult<Node[]> {
    if (this.#source !== undefined) return this.#source.getChildren(node);
    this.#looked.fire(undefined);
    return [];
  }

  dispose(): void {
    this.#following?.dispose();
    this.view.dispose();
    this.#changed.dispose();
    this.#looked.dispose();
  }
}
