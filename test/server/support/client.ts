import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import {
  createMessageConnection,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  FileChangeType,
  DocumentDiagnosticRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type Diagnostic,
  type InitializeResult,
  type MessageConnection,
  type Range,
} from "vscode-languageserver-protocol/node";

/** How a client differs from the usual one. */
export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: object;
  /** Answers to `workspace/configuration` by section. */
  readonly configuration?: (scopeUri: string | undefined) => unknown;
  /** Folders; default the root alone. */
  readonly folders?: readonly string[];
  /** Code that the server's process runs first. */
  readonly preload?: string;
}

/** What a modern editor can do. */
const modern: ClientCapabilities = {
  general: { positionEncodings: ["utf-16"] },
  workspace: {
    applyEdit: true,
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ["create", "rename", "delete"],
      changeAnnotationSupport: { groupsOnLabel: true },
    },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
    workspaceFolders: true,
    configuration: true,
    diagnostics: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
  },
  textDocument: {
    diagnostic: { dynamicRegistration: true, relatedDocumentSupport: true },
    publishDiagnostics: {
      relatedInformation: true,
      codeDescriptionSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
    codeAction: {
      codeActionLiteralSupport: {
        codeActionKind: { valueSet: ["quickfix", "refactor", "source"] },
      },
      resolveSupport: { properties: ["edit"] },
      disabledSupport: true,
      dataSupport: true,
      isPreferredSupport: true,
    },
    hover: { contentFormat: ["markdown", "plaintext"] },
    completion: { completionItem: { snippetSupport: true } },
    rename: { prepareSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    definition: { linkSupport: true },
  },
  window: { workDoneProgress: true },
};

/** What an editor can do that knows the protocol's first version and nothing more. */
export const minimal: ClientCapabilities = {};

const program = fileURLToPath(
  new URL("../../../server/bin/halyard-language-server.js", import.meta.url),
);

/** A client with a real server behind it, over standard input and output. */
export class TestClient {
  readonly connection: MessageConnection;
  readonly process: ChildProcessWithoutNullStreams;
  readonly root: string;
  /** Diagnostics that were pushed, the newest by URI. */
  readonly pushed = new Map<string, { version?: number; diagnostics: Diagnostic[] }>();
  readonly messages: string[] = [];
  /** Requests that the server has made, by method. */
  readonly asked: string[] = [];
  readonly #options: ClientOptions;
  readonly #versions = new Map<string, number>();
  #applied: unknown[] = [];
  initialized!: InitializeResult;

  constructor(root: string, options: ClientOptions) {
    this.root = root;
    this.#options = options;
    const preload =
      options.preload === undefined
        ? []
        : ["--import", `data:text/javascript,${encodeURIComponent(options.preload)}`];
    this.process = spawn(process.execPath, [...preload, program, "--stdio"], { stdio: "pipe" });
    this.process.stderr.on("data", (data: Buffer) => this.messages.push(data.toString()));
    this.connection = createMessageConnection(
      new StreamMessageReader(this.process.stdout),
      new StreamMessageWriter(this.process.stdin),
    );
    this.#answerServer();
    this.connection.listen();
  }

  static async start(root: string, options: ClientOptions = {}): Promise<TestClient> {
    const client = new TestClient(root, options);
    const folders = options.folders ?? [root];
    client.initialized = await client.ask<InitializeResult>(InitializeRequest.method, {
      processId: process.pid,
      rootUri: pathToFileURL(root).href,
      capabilities: options.capabilities ?? modern,
      initializationOptions: { now: "2026-11-22", cache: false, ...options.initializationOptions },
      workspaceFolders: folders.map((folder) => ({
        uri: pathToFileURL(folder).href,
        name: folder,
      })),
    });
    await client.connection.sendNotification(InitializedNotification.type, {});
    return client;
  }

  /** Workspace edits that the server has sent; each is answered as applied. */
  get applied(): readonly unknown[] {
    return this.#applied;
  }

  uri(path: string): string {
    return pathToFileURL(`${this.root}/${path}`).href;
  }

  async open(path: string, text: string, languageId = "typescript"): Promise<void> {
    onTestFinished(() => this.close(path));
    await this.openForGood(path, text, languageId);
  }

  /** Opens a document that stays open when the test ends. */
  async openForGood(path: string, text: string, languageId = "typescript"): Promise<void> {
    const uri = this.uri(path);
    this.#versions.set(uri, 1);
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** Sends a change: the whole text, or a range of it. */
  async change(path: string, text: string, range?: Range): Promise<void> {
    const uri = this.uri(path);
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [range === undefined ? { text } : { text, range }],
    });
  }

  async close(path: string): Promise<void> {
    const uri = this.uri(path);
    if (!this.#versions.delete(uri) || this.process.exitCode !== null || this.process.killed)
      return;
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri },
    });
  }

  /** Tells of files that were changed (or came or went) outside of the editor. */
  async changed(...paths: readonly string[]): Promise<void> {
    await this.connection.sendNotification(DidChangeWatchedFilesNotification.method, {
      changes: paths.map((path) => ({ uri: this.uri(path), type: FileChangeType.Changed })),
    });
  }

  async diagnostics(path: string): Promise<readonly Diagnostic[]> {
    const report = await this.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri: this.uri(path) },
    });
    return report.kind === "full" ? report.items : [];
  }

  /** The diagnostics that were pushed for a file, once they are as `isMeant` says. */
  async pushedFor(
    path: string,
    isMeant: (diagnostics: readonly Diagnostic[]) => boolean,
  ): Promise<readonly Diagnostic[]> {
    for (;;) {
      const told = this.pushed.get(this.uri(path))?.diagnostics;
      if (told !== undefined && isMeant(told)) return told;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Any request, of the protocol or of ours. */
  ask<R>(method: string, params: object): Promise<R> {
    return this.connection.sendRequest<R>(method, params);
  }

  /** Shuts the server down as the protocol wants it, and answers its exit code. */
  async stop(): Promise<number | null> {
    const exited = new Promise<number | null>((resolve) => {
      this.process.once("exit", resolve);
    });
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    const code = await exited;
    this.connection.dispose();
    return code;
  }

  kill(): void {
    this.connection.dispose();
    this.process.kill("SIGKILL");
  }

  #answerServer(): void {
    this.connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, ...rest }) => {
      this.pushed.set(uri, rest);
    });
    this.connection.onNotification(LogMessageNotification.type, ({ message }) => {
      this.messages.push(message);
    });
    this.connection.onRequest((method: string, params: unknown) => {
      this.asked.push(method);
      if (method === "workspace/configuration") {
        const { items } = params as { readonly items: readonly { readonly scopeUri?: string }[] };
        return items.map(({ scopeUri }) => this.#options.configuration?.(scopeUri) ?? null);
      }
      if (method === "workspace/applyEdit") {
        this.#applied = [...this.#applied, params];
        return { applied: true };
      }
      return null;
    });
    this.connection.onNotification(() => {
      // Progress and logs of no interest here.
    });
    this.connection.onError(() => {
      // A killed server closes its streams in the middle of a message.
    });
  }
}
