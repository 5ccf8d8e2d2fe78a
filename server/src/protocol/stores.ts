import { requestKind } from "./requestKind.js";

export interface StoresParams {
  /** URI of a document or folder: only the stores of its project. Absent: of all projects. */
  readonly uri?: string;
}

/** An environment variable by which a store is configured. Its value is never asked for or told. */
export interface StoreVariable {
  readonly name: string;
  /** What it holds. A `write-token` is for archiving and publishing, where `token` may only read. */
  readonly use: "address" | "token" | "write-token";
  /** The registry's name of the one environment that a token is good for; null where it is good for all. */
  readonly environment: string | null;
}

/** A flag store that the configuration or a registry of a project names. */
export interface StoreItem {
  /** Unique in one answer, and the same in the next: project and name. */
  readonly id: string;
  /** URI of its project's root. */
  readonly project: string;
  readonly name: string;
  /** `unleash`, `launchdarkly` and so on. */
  readonly type: string;
  /** Each name once. Without an address among them, the vendor's own is used. */
  readonly variables: readonly StoreVariable[];
}

export interface Stores {
  readonly revision: number;
  /** By project, then by name. */
  readonly stores: readonly StoreItem[];
}

/** The flag stores and what is needed to ask them, which the server never does. */
export const storesRequest = requestKind<StoresParams, Stores>("halyard/stores");
