import type { Dashboard } from "halyard-language-server/protocol/dashboard";
import type { FlagItem } from "halyard-language-server/protocol/flags";
import type { MigrationItem } from "halyard-language-server/protocol/migrations";
import type { DashboardData, DashboardFlag, DashboardOwner, DashboardRollout } from "./model.js";

/** What the server answered. */
export interface Answers {
  readonly folder: string;
  readonly dashboard: Dashboard;
  readonly flags: readonly FlagItem[];
  readonly migrations: readonly MigrationItem[];
  readonly stages: readonly string[];
}

/** Turns the server's answers into what the dashboard shows. */
export function dashboardData({
  folder,
  dashboard,
  flags,
  migrations,
  stages,
}: Answers): DashboardData {
  const shown = flags.map((flag) => shownFlag(flag, dashboard.date));
  const byId = new Map(shown.map((flag) => [flag.id, flag]));
  return {
    folder,
    date: dashboard.date,
    flags: shown,
    oldest: dashboard.oldest.flatMap(({ id }) => byId.get(id) ?? []),
    debt: dashboard.history,
    owners: ownersOf(shown),
    rollouts: rolloutsOf(flags),
    migrations: migrations.map(({ name, declared, computed, blockers }) => ({
      id: name,
      stage: computed ?? declared,
      stages,
      blockers,
    })),
  };
}

function shownFlag(flag: FlagItem, today: string): DashboardFlag {
  const expires = isoDateOf(flag.expires);
  const { reads, overrides, mentions } = flag.counts;
  return {
    id: flag.id,
    key: flag.key,
    type: flag.type,
    owner: flag.owner,
    created: isoDateOf(flag.created),
    expires,
    ageDays: flag.ageDays,
    overdue: flag.nextStep.action === "extend-or-remove" || (expires !== null && expires < today),
    removable: flag.removable,
    nextStep: flag.nextStep.words,
    references: reads + overrides + mentions,
  };
}

/** The date of an ISO date or date-time; null for a milestone and for nothing. */
function isoDateOf(text: string | null): string | null {
  return text !== null && /^\d{4}-\d{2}-\d{2}/.test(text) ? text.slice(0, 10) : null;
}

function ownersOf(flags: readonly DashboardFlag[]): readonly DashboardOwner[] {
  const owners = new Map<string | null, { flags: number; overdue: number }>();
  for (const { owner, overdue } of flags) {
    const debt = owners.get(owner) ?? { flags: 0, overdue: 0 };
    debt.flags++;
    if (overdue) debt.overdue++;
    owners.set(owner, debt);
  }
  return [...owners]
    .map(([owner, debt]) => ({ owner, ...debt }))
    .sort((left, right) => right.flags - left.flags);
}

function rolloutsOf(flags: readonly FlagItem[]): readonly DashboardRollout[] {
  const environments = new Map<
    string,
    Record<"constant" | "constantIf" | "partial" | "unknown", number>
  >();
  for (const { verdicts } of flags) {
    for (const { environment, verdict } of verdicts) {
      const counts = environments.get(environment) ?? {
        constant: 0,
        constantIf: 0,
        partial: 0,
        unknown: 0,
      };
      counts[kindOf(verdict)]++;
      environments.set(environment, counts);
    }
  }
  return [...environments].map(([environment, counts]) => ({ environment, ...counts }));
}

function kindOf(verdict: string): "constant" | "constantIf" | "partial" | "unknown" {
  if (verdict.startsWith("constant-if")) return "constantIf";
  if (verdict.startsWith("constant")) return "constant";
  return verdict === "partial" ? "partial" : "unknown";
}
