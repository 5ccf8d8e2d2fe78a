import { requestKind } from "./requestKind.js";

export interface DashboardParams {
  /** URI of a document or folder: only its project. Absent: all projects together. */
  readonly uri?: string;
  /** `false`: no history, for which the server would run git. */
  readonly history?: boolean;
}

/** A count with what it counts. */
export interface Count {
  readonly name: string;
  readonly count: number;
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

/** The state of a workspace's flags in numbers. */
export interface Dashboard {
  readonly revision: number;
  /** The UTC day that it holds for. */
  readonly date: string;
  readonly flags: number;
  readonly references: number;
  /** Flags that can be removed from code now. */
  readonly removable: number;
  readonly expired: number;
  readonly stale: number;
  readonly withoutOwner: number;
  /** Median age in days of the flags whose creation is known; null where none is. */
  readonly medianAgeDays: number | null;
  readonly byNextStep: readonly Count[];
  readonly byType: readonly Count[];
  /** Most flags first; flags without an owner count under an empty name. */
  readonly byOwner: readonly Count[];
  readonly byAge: readonly Count[];
  /** Findings by rule, most first. */
  readonly byRule: readonly Count[];
  /** Expiry dates within the next 90 days, soonest first. */
  readonly expiring: readonly {
    readonly id: string;
    readonly key: string;
    readonly date: string;
  }[];
  /** Ids (as in `halyard/flags`) of the ten oldest flags that are not meant to stay, oldest first. */
  readonly oldest: readonly {
    readonly id: string;
    readonly key: string;
    readonly ageDays: number;
  }[];
  readonly migrations: readonly {
    readonly id: string;
    readonly name: string;
    readonly stage: string;
  }[];
  /** From the registry's git history, oldest first; empty where there is none. */
  readonly history: readonly HistoryPoint[];
}

/** The numbers of a dashboard. */
export const dashboardRequest = requestKind<DashboardParams, Dashboard>("halyard/dashboard");
