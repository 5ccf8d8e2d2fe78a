import type { StoreItem } from "halyard-language-server/protocol/stores";
import type * as vscode from "vscode";
import { hostOf, type Values } from "./variables.js";

/** What is known of a store that someone connected, without its secrets. */
interface Connection {
  readonly host: string;
  /** The address that someone gave, by the name of its variable. */
  readonly address: Values;
}

const connectionsKey = "halyard.storeConnections";

/**
 * Tokens of flag stores, in the editor's own store for secrets and nowhere else. Each is kept for one store of one
 * folder and the host that it was given for: a configuration that names another host does not get it.
 */
export class StoreTokens {
  readonly #secrets: vscode.SecretStorage;
  readonly #memory: vscode.Memento;

  constructor({ secrets, workspaceState }: vscode.ExtensionContext) {
    this.#secrets = secrets;
    this.#memory = workspaceState;
  }

  /** Keeps an address and tokens; answers false where the address is none. */
  async keep(store: StoreItem, address: Values, tokens: Values): Promise<boolean> {
    const host = hostOf(store, { ...process.env, ...address });
    if (host === undefined) return false;
    await this.forget(store);
    await this.#secrets.store(secretKey(store, host), JSON.stringify(tokens));
    await this.#remember(store, { host, address });
    return true;
  }

  /** What a program that asks this store has to find in its environment; empty where it was not connected. */
  async variablesFor(store: StoreItem): Promise<Values> {
    const { host, address } = this.#connectionOf(store) ?? {};
    if (host === undefined || hostOf(store, { ...process.env, ...address }) !== host) return {};
    const kept = await this.#secrets.get(secretKey(store, host));
    return kept === undefined ? {} : { ...address, ...valuesFrom(kept) };
  }

  /** The address that was given for a store, by the name of its variable. */
  addressFor(store: StoreItem): Values {
    return this.#connectionOf(store)?.address ?? {};
  }

  isConnected(store: StoreItem): boolean {
    return this.#connectionOf(store) !== undefined;
  }

  async forget(store: StoreItem): Promise<void> {
    const connection = this.#connectionOf(store);
    if (connection === undefined) return;
    await this.#secrets.delete(secretKey(store, connection.host));
    await this.#remember(store, undefined);
  }

  #connectionOf({ id }: StoreItem): Connection | undefined {
    return this.#connections().get(id);
  }

  #connections(): Map<string, Connection> {
    return new Map(this.#memory.get<readonly [string, Connection][]>(connectionsKey, []));
  }

  async #remember({ id }: StoreItem, connection: Connection | undefined): Promise<void> {
    const connections = this.#connections();
    if (connection === undefined) connections.delete(id);
    else connections.set(id, connection);
    await this.#memory.update(connectionsKey, [...connections]);
  }
}

function secretKey({ id, type }: StoreItem, host: string): string {
  return `halyard.token ${JSON.stringify([id, type, host])}`;
}

function valuesFrom(text: string): Values {
  const read: unknown = JSON.parse(text);
  if (typeof read !== "object" || read === null) return {};
  return Object.fromEntries(
    Object.entries(read).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value]] : [],
    ),
  );
}
