import { requestKind } from "./requestKind.js";

export interface DashboardParams {
  /** URI of a document or folder: only its project. Absent: all projects together. */
  readonly uri?: string;
  /** `false`: no history, for which the server would run git. */
  readonly history?: boolean;
}

/** Flag debt at one commit of the registry, or now. */
export interface HistoryPoint {
  /** ISO date. */
  readonly date: string;
  readonly flags: number;
  /** Of these, how many were meant to be gone by then. */
  readonly overdue: number;
  readonly medianAgeDays: number | null;
}

/** What a dashboard shows beside the flags and migrations themselves. */
export interface Dashboard {
  readonly revision: number;
  /** The UTC day that it holds for. */
  readonly date: string;
  /** Ids (as in `halyard/flags`) of the ten oldest flags that are not meant to stay, oldest first. */
  readonly oldest: readonly {
    readonly id: string;
    readonly key: string;
    readonly ageDays: number;
  }[];
  /** From the registry's git history, oldest first; empty where there is none, or for several projects. */
  readonly history: readonly HistoryPoint[];
}

/** The history is read once for each commit, state of the registry files and day. */
export const dashboardRequest = requestKind<DashboardParams, Dashboard>("halyard/dashboard");
