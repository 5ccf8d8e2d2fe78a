import { dirname } from "node:path";
import * as vscode from "vscode";
import { languages } from "../server/languages.js";
import { hasFilesNearby, namesGlob } from "./filesNearby.js";

/**
 * Starts what shows flags once there is something to show: a folder or an open document has a configuration or a
 * registry in it or above it, or somebody looks at one of the views. Until then a window costs nothing.
 */
export class Waker<Awake> implements vscode.Disposable {
  readonly #start: () => Promise<Awake>;
  readonly #log: vscode.LogOutputChannel;
  readonly #looked = new Map<string, Promise<boolean>>();
  readonly #subscriptions: vscode.Disposable;
  #started: Promise<Awake> | undefined;

  constructor(
    start: () => Promise<Awake>,
    log: vscode.LogOutputChannel,
    onLooked: readonly vscode.Event<undefined>[],
  ) {
    this.#start = start;
    this.#log = log;
    const watcher = vscode.workspace.createFileSystemWatcher(namesGlob, false, true, true);
    this.#subscriptions = vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(() => {
        this.#wake();
      }),
      vscode.workspace.onDidOpenTextDocument((document) => void this.#lookAround(document)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#lookInFolders();
      }),
      ...onLooked.map((event) =>
        event(() => {
          this.#wake();
        }),
      ),
    );
    this.#lookInFolders();
    for (const document of vscode.workspace.textDocuments) void this.#lookAround(document);
  }

  /** Starts now, if nothing has yet, whatever lies there: somebody asked for something. */
  awake(): Promise<Awake> {
    if (this.#started === undefined) {
      this.dispose();
      this.#started = this.#start();
    }
    return this.#started;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #wake(): void {
    this.awake().catch((error: unknown) => {
      this.#log.error(error instanceof Error ? error : String(error));
    });
  }

  #lookInFolders(): void {
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
      const named = vscode.workspace.getConfiguration("halyard", uri).get<string>("config");
      if (named !== undefined && named !== "") this.#wake();
      else if (uri.scheme === "file") void this.#lookFrom(uri.fsPath);
    }
  }

  async #lookAround({ uri, languageId }: vscode.TextDocument): Promise<void> {
    if (uri.scheme !== "file" || !languages.some((one) => one === languageId)) return;
    await this.#lookFrom(dirname(uri.fsPath));
  }

  async #lookFrom(directory: string): Promise<void> {
    const looked = this.#looked.get(directory) ?? hasFilesNearby(directory);
    this.#looked.set(directory, looked);
    if (await looked) this.#wake();
  }
}
