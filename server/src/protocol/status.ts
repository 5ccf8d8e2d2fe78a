import { requestKind } from "./requestKind.js";

/**
 * - `indexing`: a project is being read.
 * - `ready`: every project answers.
 * - `broken`: a configuration cannot be relied on, and `problem` says why; the other projects answer.
 */
export type ServerState = "indexing" | "ready" | "broken";

/** One project: a directory with a configuration, or a repository without one. */
export interface ProjectStatus {
  /** URI of its root directory. */
  readonly root: string;
  readonly state: ServerState;
  /** URI of its configuration; null where defaults alone apply. */
  readonly config: string | null;
  /** URIs of the files that its registries are read from. */
  readonly registries: readonly string[];
  readonly flags: number;
  readonly references: number;
  readonly errors: number;
  readonly warnings: number;
  /** One sentence; null while all is well. */
  readonly problem: string | null;
}

/** Nothing: an empty object. */
export type StatusParams = Readonly<Record<string, never>>;

/** The state of the whole server. */
export interface Status {
  readonly state: ServerState;
  /** Raised by every change that was taken in; what was asked before holds while it stays the same. */
  readonly revision: number;
  readonly version: string;
  /** The moment that flags are judged at, as an ISO date-time. */
  readonly now: string;
  readonly projects: readonly ProjectStatus[];
}

/** Asks for the state at any time; answers at once, also while indexing. */
export const statusRequest = requestKind<StatusParams, Status>("halyard/status");

/** Sent after every change of the state or the revision, at most ten times a second. Notification with `Status`. */
export const statusChanged = "halyard/statusChanged";
