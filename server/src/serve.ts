import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import {
  createConnection,
  DidChangeConfigurationNotification,
  SetTraceNotification,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from "vscode-languageserver/node";
import { ParserThreads } from "@halyard/core/node";
import { capabilitiesOf } from "./connection/capabilities.js";
import { clientOf, optionOf, type Client } from "./connection/client.js";
import { Clock, momentOf } from "./connection/clock.js";
import { createLog, type TraceLevel } from "./connection/log.js";
import { OpeningProgress } from "./connection/progress.js";
import { Requests } from "./connection/requests.js";
import type { Server } from "./connection/server.js";
import { Settings } from "./connection/settings.js";
import { Documents } from "./documents/documents.js";
import { allFeatures } from "./features/all.js";
import { RemovalEngine } from "./removal/removalEngine.js";
import { chosenEncoding, type PositionEncoding } from "./text/encoding.js";
import { filePathOf, folderOf, realPathOf, uriOf, type Folder } from "./workspaces/places.js";
import type { ChangeKind, Project, ProjectHost } from "./workspaces/project.js";
import { Workspaces } from "./workspaces/workspaces.js";

/** Serves the editor that the process's arguments name. */
export function serve(version: string): void {
  // Left to itself V8 lets garbage grow to many times of what is alive before it looks for it in earnest. An editor's
  // server lives for days beside other programs: it takes 40 percent more than what is alive.
  setFlagsFromString("--heap-growing-percent=40");
  const connection = createConnection();
  let session: Session | undefined;
  connection.onInitialize((params): InitializeResult => {
    session = new Session(connection, params, version);
    return session.result;
  });
  connection.onInitialized(() => {
    session?.initialized();
  });
  connection.onShutdown(async () => {
    await session?.dispose();
  });
  connection.listen();
}

/** What lasts from `initialize` to `shutdown`. */
class Session {
  readonly result: InitializeResult;
  readonly #server: Server;
  readonly #clock: Clock;
  readonly #client: Client;
  readonly #progress: OpeningProgress;
  readonly #params: InitializeParams;
  readonly #changed: ((project: Project, kind: ChangeKind) => void)[] = [];
  readonly #settled: (() => void)[] = [];
  readonly #started: (() => void)[] = [];
  #folders: readonly { readonly uri: string }[];

  constructor(connection: Connection, params: InitializeParams, version: string) {
    const client = clientOf(params);
    const encoding = chosenEncoding(params.capabilities.general?.positionEncodings);
    const documents = new Documents(encoding);
    let trace: TraceLevel = params.trace ?? "off";
    const log = createLog(connection, () => trace);
    this.#params = params;
    this.#client = client;
    this.#clock = new Clock(optionOf(params.initializationOptions, "now"));
    this.#progress = new OpeningProgress(connection, client);
    this.#folders = foldersOf(params);
    const workspaces = new Workspaces(this.#host(encoding), documents);
    const settings = new Settings(connection, client.configuration, (uri) => {
      const file = filePathOf(uri);
      return file === undefined ? undefined : workspaces.roots.folderOf(realPathOf(file))?.uri;
    });
    this.#server = {
      version,
      connection,
      client,
      documents,
      workspaces,
      settings,
      log,
      requests: new Requests(connection, workspaces, log),
      removals: new RemovalEngine(() => {
        for (const project of workspaces.projects) this.#tell(project, "workspace");
      }),
      clock: () => this.#clock.now(),
      onChange: (listener) => this.#changed.push(listener),
      onSettings: (listener) => this.#settled.push(listener),
      onInitialized: (listener) => this.#started.push(listener),
    };
    connection.onNotification(SetTraceNotification.type, ({ value }) => {
      trace = value;
    });
    for (const feature of allFeatures) feature.listen(this.#server);
    this.result = {
      capabilities: capabilitiesOf(allFeatures, client, encoding),
      serverInfo: { name: "halyard-language-server", version },
    };
  }

  initialized(): void {
    const { connection, workspaces, log } = this.#server;
    if (this.#client.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        this.#folders = [...this.#folders.filter(({ uri }) => !gone.has(uri)), ...added];
        void this.#openFolders();
      });
    }
    if (this.#client.registersConfiguration) {
      void connection.client.register(DidChangeConfigurationNotification.type, {
        section: "halyard",
      });
    }
    connection.onDidChangeConfiguration(() => {
      this.#server.settings.forget();
      void this.#openFolders().then(() => {
        workspaces.reload();
        for (const listener of this.#settled) listener();
      });
    });
    this.#clock.onNewDay(() => {
      for (const project of workspaces.projects)
        void this.#momentIn(project.root).then((now) => {
          project.changeClock(now);
        });
    });
    for (const listener of this.#started) listener();
    log.info(`Halyard ${this.#server.version} serves ${this.#client.name}.`);
    void this.#openFolders();
  }

  async dispose(): Promise<void> {
    this.#server.removals.dispose();
    await this.#server.workspaces.dispose();
  }

  async #openFolders(): Promise<void> {
    const { settings, workspaces } = this.#server;
    const found = this.#folders.flatMap(({ uri }) => folderOf(uri) ?? []);
    // The folders have to be known before their settings can be told apart.
    workspaces.roots.setFolders(found);
    const folders = await Promise.all(
      found.map(async (folder): Promise<Folder> => {
        const { config } = await settings.of(folder.uri);
        return config === "" ? folder : { ...folder, config };
      }),
    );
    workspaces.setFolders(folders);
  }

  /** The moment that flags of a project are judged at: the folder's own, or the clock's. */
  async #momentIn(root: string): Promise<Date> {
    const { settings, workspaces } = this.#server;
    const { now } = await settings.of(uriOf(root, workspaces.roots.folders));
    return momentOf(now) ?? this.#clock.now();
  }

  #host(encoding: PositionEncoding): ProjectHost {
    const options: unknown = this.#params.initializationOptions;
    const cache = optionOf(options, "cache");
    const threads = new ParserThreads();
    return {
      openOptions: async (root) => {
        const { workspaces } = this.#server;
        // Loaded with the first project, so that `initialize` need not wait.
        const { storeFormats } = await import("@halyard/stores/formats");
        const configPath = workspaces.roots.configOf(root);
        return {
          now: await this.#momentIn(root),
          formats: storeFormats,
          openText: (path) => this.#openText(path),
          threads,
          ...(configPath !== undefined && { configPath: join(root, configPath) }),
          ...((cache === false || typeof cache === "string") && { cache }),
        };
      },
      naming: (root) => this.#naming(root, encoding),
      onProgress: (project, progress) => {
        this.#progress.show(project, progress);
      },
      onChange: (project, kind) => {
        this.#progress.end(project);
        if (kind === "workspace") this.#server.workspaces.openNested(project);
        this.#tell(project, kind);
      },
      onFailure: (message, error) => {
        this.#server.log.error(message, error);
      },
    };
  }

  #naming(root: string, encoding: PositionEncoding): ReturnType<ProjectHost["naming"]> {
    const named = (path: string): string =>
      uriOf(join(root, path), this.#server.workspaces.roots.folders);
    return {
      encoding,
      uriOf: (path) => this.#openUri(join(root, path)) ?? named(path),
      versionOf: (path) =>
        this.#server.documents.get(this.#openUri(join(root, path)) ?? "")?.version ?? null,
    };
  }

  /** The URI of an open document in the editor's own spelling. */
  #openUri(realPath: string): string | undefined {
    return this.#server.documents.uriOf(realPath);
  }

  #openText(realPath: string): string | undefined {
    const uri = this.#openUri(realPath);
    return uri === undefined ? undefined : this.#server.documents.get(uri)?.text;
  }

  #tell(project: Project, kind: ChangeKind): void {
    for (const listener of this.#changed) {
      try {
        listener(project, kind);
      } catch (error) {
        this.#server.log.error("A change could not be told to a feature", error);
      }
    }
  }
}

/** Editors of an older protocol give one root, by its URI. */
function foldersOf(params: InitializeParams): readonly { readonly uri: string }[] {
  const { workspaceFolders } = params;
  if (workspaceFolders && workspaceFolders.length > 0) return workspaceFolders;
  const root = optionOf(params, "rootUri");
  return typeof root === "string" ? [{ uri: root }] : [];
}
