import { compareText, instantOf, isGone, isLasting, type Flag, type FlagRow } from "@halyard/core";
import { readFlagHistory } from "@halyard/core/node";
import { storeFormats } from "@halyard/stores/formats";
import type { Feature } from "../connection/server.js";
import { rowOf } from "../flags/flagCard.js";
import { idOf } from "../flags/flagItem.js";
import {
  dashboardRequest,
  type Count,
  type Dashboard,
  type HistoryPoint,
} from "../protocol/dashboard.js";
import type { Project } from "../workspaces/project.js";
import type { Snapshot } from "../workspaces/snapshot.js";

const dayLength = 86_400_000;
const expiringDays = 90;
const mostOldest = 10;

/** A flag with all that is counted of it. */
interface Counted {
  readonly id: string;
  readonly flag: Flag;
  readonly row: FlagRow;
  readonly snapshot: Snapshot;
}

/** The numbers of a dashboard. */
export const dashboardFeature: Feature = {
  name: "dashboard",
  listen(server) {
    const { requests, workspaces } = server;
    requests.on(dashboardRequest, async ({ uri, history }): Promise<Dashboard> => {
      const projects = await workspaces.projectsFor(uri);
      const snapshots = projects.flatMap(({ current }) => current ?? []);
      const flags = projects.flatMap(countedIn);
      // A folder may be judged at a day of its own.
      const now =
        snapshots.map((one) => one.now).sort((a, b) => Number(b) - Number(a))[0] ?? server.clock();
      const found = snapshots.flatMap(({ analysis }) => analysis.findings());
      const rules = new Map<string, Set<string>>();
      for (const { ruleId, flagKey } of found) {
        const keys = rules.get(ruleId) ?? new Set();
        if (flagKey !== undefined) keys.add(flagKey);
        rules.set(ruleId, keys);
      }
      const ages = flags.flatMap(({ row }) => row.ageDays ?? []).sort((a, b) => a - b);
      return {
        revision: workspaces.revision,
        date: now.toISOString().slice(0, 10),
        flags: flags.length,
        references: snapshots.reduce((sum, one) => sum + one.analysis.index.references.length, 0),
        removable: flags.filter(({ row }) => row.nextStep.action === "remove").length,
        expired: rules.get("expired-flag")?.size ?? 0,
        stale: rules.get("stale-flag")?.size ?? 0,
        withoutOwner: flags.filter(({ flag }) => flag.lifecycle.owner === undefined).length,
        medianAgeDays: ages[ages.length >> 1] ?? null,
        byNextStep: countsOf(flags, ({ row }) => row.nextStep.action),
        byType: countsOf(flags, ({ flag }) => flag.type),
        byOwner: countsOf(flags, ({ flag }) => flag.lifecycle.owner ?? ""),
        byAge: ageGroups.map(({ name, from, to }) => ({
          name,
          count: ages.filter((age) => age >= from && age < to).length,
        })),
        byRule: countsOf(found, ({ ruleId }) => ruleId),
        expiring: expiringOf(flags, now),
        oldest: oldestOf(flags),
        migrations: projects.flatMap(migrationsIn),
        history: history === false ? [] : await historyOf(projects, now),
      };
    });
  },
};

const ageGroups = [
  { name: "under a month", from: 0, to: 30 },
  { name: "1 to 3 months", from: 30, to: 90 },
  { name: "3 to 6 months", from: 90, to: 180 },
  { name: "6 to 12 months", from: 180, to: 365 },
  { name: "over a year", from: 365, to: Infinity },
] as const;

function countedIn(project: Project): readonly Counted[] {
  const { current: snapshot } = project;
  if (snapshot === undefined) return [];
  return snapshot.analysis.flags().flatMap((flag) => {
    const row = rowOf(snapshot, flag);
    return row === undefined ? [] : [{ id: idOf(project, flag.key), flag, row, snapshot }];
  });
}

/** The largest first, then by name. */
function countsOf<T>(items: readonly T[], nameOf: (item: T) => string): readonly Count[] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(nameOf(item), (counts.get(nameOf(item)) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((left, right) => right.count - left.count || compareText(left.name, right.name));
}

function expiringOf(flags: readonly Counted[], now: Date): Dashboard["expiring"] {
  const end = now.getTime() + expiringDays * dayLength;
  return flags
    .flatMap(({ id, flag }) => {
      const { expires } = flag.lifecycle;
      const at = expires === undefined || isGone(flag) ? undefined : instantOf(expires);
      if (expires === undefined || at === undefined) return [];
      return at >= now.getTime() && at <= end ? [{ id, key: flag.key, date: expires }] : [];
    })
    .sort((left, right) => compareText(left.date, right.date) || compareText(left.id, right.id));
}

function oldestOf(flags: readonly Counted[]): Dashboard["oldest"] {
  return flags
    .filter(({ flag, snapshot }) => {
      const registry = snapshot.analysis.registryOf(flag);
      return !isGone(flag) && !isLasting(flag, registry);
    })
    .flatMap(({ id, flag, row }) =>
      row.ageDays === null ? [] : [{ id, key: flag.key, ageDays: row.ageDays }],
    )
    .sort((left, right) => right.ageDays - left.ageDays || compareText(left.id, right.id))
    .slice(0, mostOldest);
}

function migrationsIn(project: Project): Dashboard["migrations"] {
  return (project.current?.analysis.migrations().migrations ?? []).map((migration) => ({
    id: `${project.uriOf("")}#${migration.id}`,
    name: migration.id,
    stage: migration.computed ?? migration.declared,
  }));
}

/** The history of one project; several have no history in common. */
async function historyOf(
  projects: readonly Project[],
  now: Date,
): Promise<readonly HistoryPoint[]> {
  const [project, other] = projects;
  if (project?.current === undefined || other !== undefined) return [];
  const history = await readFlagHistory({ cwd: project.root, now, formats: storeFormats });
  if (!history.ok) return [];
  return history.points.map(({ date, flags, overdue, medianAgeDays }) => ({
    date,
    flags,
    overdue,
    medianAgeDays,
  }));
}
