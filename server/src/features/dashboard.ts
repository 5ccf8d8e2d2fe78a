import { compareText, isGone, isLasting } from "@halyard/core";
import type { Feature } from "../connection/server.js";
import { rowOf } from "../flags/flagCard.js";
import { FlagHistories } from "../flags/flagHistories.js";
import { idOf } from "../flags/flagItem.js";
import { dashboardRequest, type Dashboard, type HistoryPoint } from "../protocol/dashboard.js";
import { judgedAt } from "../workspaces/judgedAt.js";
import type { Project } from "../workspaces/project.js";

const mostOldest = 10;

/** What a dashboard shows beside the flags and migrations themselves. */
export const dashboardFeature: Feature = {
  name: "dashboard",
  listen(server) {
    const { requests, workspaces } = server;
    const histories = new FlagHistories();
    requests.on(dashboardRequest, async ({ uri, history }): Promise<Dashboard> => {
      const projects = await workspaces.projectsFor(uri);
      const now = judgedAt(projects, server.clock());
      return {
        revision: workspaces.revision,
        date: now.toISOString().slice(0, 10),
        oldest: oldestOf(projects),
        history: history === false ? [] : await historyOf(projects, histories),
      };
    });
  },
};

function oldestOf(projects: readonly Project[]): Dashboard["oldest"] {
  return projects
    .flatMap((project) => {
      const { current: snapshot } = project;
      if (snapshot === undefined) return [];
      return snapshot.analysis.flags().flatMap((flag) => {
        const registry = snapshot.analysis.registryOf(flag);
        const ageDays = rowOf(snapshot, flag)?.ageDays ?? null;
        if (ageDays === null || isGone(flag) || isLasting(flag, registry)) return [];
        return [{ id: idOf(project, flag.key), key: flag.key, ageDays }];
      });
    })
    .sort((left, right) => right.ageDays - left.ageDays || compareText(left.id, right.id))
    .slice(0, mostOldest);
}

/** The history of one project; several have no history in common. */
async function historyOf(
  projects: readonly Project[],
  histories: FlagHistories,
): Promise<readonly HistoryPoint[]> {
  const [project, other] = projects;
  if (project?.current === undefined || other !== undefined) return [];
  return histories.of(project.current);
}
