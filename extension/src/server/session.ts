import * as vscode from "vscode";
import {
  LanguageClient,
  State,
  TransportKind,
  type LanguageClientOptions,
  type ServerOptions,
} from "vscode-languageclient/node";
import type { Status } from "halyard-language-server/protocol/status";
import { languages } from "./languages.js";
import { statusChanged, type Requests } from "./protocol.js";

/** Commands of this extension that the server's code lenses may call. */
const clientCommands = ["halyard.removeFlag", "halyard.showReferences"];

/**
 * The language server's life: started, asked, restarted. It runs in a process of its own and comes back by itself
 * when it dies; everything here may be asked at any time and waits until it answers.
 */
export class ServerSession implements vscode.Disposable {
  readonly #client: LanguageClient;
  readonly #stateChanged = new vscode.EventEmitter<boolean>();
  /** Fires with whether the server runs. */
  readonly onDidChangeRunning = this.#stateChanged.event;
  readonly #statusTold = new vscode.EventEmitter<Status>();
  /** Fires with what the server tells of its state, over restarts too. */
  readonly onStatus = this.#statusTold.event;
  #status: Status | undefined;

  constructor(context: vscode.ExtensionContext, log: vscode.LogOutputChannel) {
    const module = vscode.Uri.joinPath(context.extensionUri, "dist", "tools", "server.js").fsPath;
    const options = { module, transport: TransportKind.ipc };
    const serverOptions: ServerOptions = { run: options, debug: options };
    const clientOptions: LanguageClientOptions = {
      documentSelector: languages.flatMap((language) => [
        { scheme: "file", language },
        { scheme: "untitled", language },
      ]),
      outputChannel: log,
      initializationOptions: { clientCommands },
      // The server's Markdown is text about the workspace: no command links, no HTML.
      markdown: { isTrusted: false, supportHtml: false },
    };
    this.#client = new LanguageClient("halyard", "Halyard", serverOptions, clientOptions);
    // The client keeps one listener per method, so that everybody else listens here.
    this.#client.onNotification(statusChanged, (status: Status) => {
      this.#status = status;
      this.#statusTold.fire(status);
    });
    this.#client.onDidChangeState(({ newState }) => {
      this.#stateChanged.fire(newState === State.Running);
    });
  }

  /** Starts the server; answers when it is ready. */
  async start(): Promise<void> {
    await this.#client.start();
  }

  /** Ends the server and starts another one. */
  async restart(): Promise<void> {
    await this.#client.restart();
  }

  /** What the server told last; undefined before it told anything. */
  get status(): Status | undefined {
    return this.#status;
  }

  /** Asks the server. Throws the server's error, or where it cannot be reached. */
  async request<Method extends keyof Requests>(
    method: Method,
    params: Requests[Method]["params"],
    token?: vscode.CancellationToken,
  ): Promise<Requests[Method]["answer"]> {
    // Without a token there must be no third argument: the client would take it for a parameter.
    return token === undefined
      ? this.#client.sendRequest<Requests[Method]["answer"]>(method, params)
      : this.#client.sendRequest<Requests[Method]["answer"]>(method, params, token);
  }

  /**
   * Asks for something to show; undefined where the server cannot answer now. The client logs why, and the next change
   * asks again.
   */
  async tryRequest<Method extends keyof Requests>(
    method: Method,
    params: Requests[Method]["params"],
  ): Promise<Requests[Method]["answer"] | undefined> {
    if (this.#client.state !== State.Running) return undefined;
    try {
      return await this.request(method, params);
    } catch {
      return undefined;
    }
  }

  /** The converter between the protocol's words and the editor's. */
  get toEditor(): LanguageClient["protocol2CodeConverter"] {
    return this.#client.protocol2CodeConverter;
  }

  dispose(): void {
    this.#stateChanged.dispose();
    this.#statusTold.dispose();
    void this.#client.dispose();
  }
}
