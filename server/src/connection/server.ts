import type { CancellationToken, Connection, ServerCapabilities } from "vscode-languageserver/node";
import type { Documents } from "../documents/documents.js";
import type { RemovalEngine } from "../removal/removalEngine.js";
import type { ChangeKind, Project } from "../workspaces/project.js";
import type { Workspaces } from "../workspaces/workspaces.js";
import type { Client } from "./client.js";
import type { Log } from "./log.js";
import type { Requests } from "./requests.js";
import type { Settings } from "./settings.js";

/** Everything that features share. */
export interface Server {
  readonly version: string;
  readonly connection: Connection;
  readonly client: Client;
  readonly documents: Documents;
  readonly workspaces: Workspaces;
  readonly requests: Requests;
  readonly settings: Settings;
  readonly removals: RemovalEngine;
  readonly log: Log;
  /** The moment that flags are judged at. */
  clock(): Date;
  /** Called after every change that a project has taken in. */
  onChange(listener: (project: Project, kind: ChangeKind) => void): void;
  /** Called once the editor may be asked for things. */
  onInitialized(listener: () => void): void;
  /** Called when the editor's settings have changed. */
  onSettings(listener: () => void): void;
}

/** One thing that the server can do: what it tells the editor of it, and the requests that it answers. */
export interface Feature {
  readonly name: string;
  capabilities?(client: Client): Partial<ServerCapabilities>;
  listen(server: Server): void;
}

/** Lets other work through, so that a cancellation can arrive; true where one has. */
export async function isCancelled(token: CancellationToken): Promise<boolean> {
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
  return token.isCancellationRequested;
}
