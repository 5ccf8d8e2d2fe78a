/** One flag as the dashboard shows it. Days are whole UTC days, dates are ISO. */
export interface DashboardFlag {
  /** Tells flags of the same key in several folders apart. */
  readonly id: string;
  readonly key: string;
  readonly type: string;
  readonly owner: string | null;
  readonly created: string | null;
  /** An ISO date; null for a milestone, for `never`, and where there is none. */
  readonly expires: string | null;
  readonly ageDays: number | null;
  readonly overdue: boolean;
  readonly removable: boolean;
  readonly nextStep: string;
  readonly references: number;
}

/** The flag debt at one moment of the past. */
export interface DashboardDebt {
  readonly date: string;
  readonly flags: number;
  readonly overdue: number;
  readonly medianAgeDays: number | null;
}

/** How many flags answer how in one environment. */
export interface DashboardRollout {
  readonly environment: string;
  readonly constant: number;
  readonly constantIf: number;
  readonly partial: number;
  readonly unknown: number;
}

/** A migration and where it stands. */
export interface DashboardMigration {
  readonly id: string;
  readonly stage: string;
  readonly stages: readonly string[];
  readonly blockers: readonly string[];
}

/** How many flags an owner has. */
export interface DashboardOwner {
  readonly owner: string | null;
  readonly flags: number;
  readonly overdue: number;
}

/** Everything that the dashboard of one folder shows. */
export interface DashboardData {
  readonly folder: string;
  /** The day it speaks of, ISO. */
  readonly date: string;
  readonly flags: readonly DashboardFlag[];
  /** Ten at most, oldest first: those that are not meant to stay. */
  readonly oldest: readonly DashboardFlag[];
  /** Oldest first. One point only where there is no history. */
  readonly debt: readonly DashboardDebt[];
  readonly owners: readonly DashboardOwner[];
  readonly rollouts: readonly DashboardRollout[];
  readonly migrations: readonly DashboardMigration[];
}
