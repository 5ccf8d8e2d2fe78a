import type { Feature, Server } from "../connection/server.js";
import { severitiesOf } from "../flags/flagItem.js";
import {
  statusChanged,
  statusRequest,
  type ProjectStatus,
  type ServerState,
  type Status,
} from "../protocol/status.js";
import { judgedAt } from "../workspaces/judgedAt.js";
import type { Project } from "../workspaces/project.js";

/** At most one notification in this many milliseconds; the last state always arrives. */
const pace = 100;

/** Tells what the server is at: on request, and whenever it changes. */
export const statusFeature: Feature = {
  name: "status",
  listen(server) {
    const { requests, connection } = server;
    requests.on(statusRequest, () => statusOf(server));
    let timer: NodeJS.Timeout | undefined;
    const tell = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void connection.sendNotification(statusChanged, statusOf(server));
      }, pace);
    };
    server.onInitialized(tell);
    void server.workspaces.foldersKnown.then(tell);
    server.onChange(tell);
  },
};

function statusOf(server: Server): Status {
  const { workspaces, version } = server;
  const projects = workspaces.projects.map(projectStatus);
  const states = new Set(projects.map(({ state }) => state));
  // Before the folders are known there is no project, and that does not mean that there is none.
  const state: ServerState =
    states.has("indexing") || !workspaces.knowsFolders
      ? "indexing"
      : states.has("broken")
        ? "broken"
        : "ready";
  return {
    state,
    revision: workspaces.revision,
    version,
    now: judgedAt(workspaces.projects, server.clock()).toISOString(),
    projects,
  };
}

function projectStatus(project: Project): ProjectStatus {
  const root = project.uriOf("");
  const { current: snapshot, state } = project;
  if (snapshot === undefined) {
    const [problem] = project.problems;
    return {
      root,
      state: state === "opening" ? "indexing" : "broken",
      config: null,
      registries: [],
      flags: 0,
      references: 0,
      errors: project.problems.length,
      warnings: 0,
      problem: problem?.message ?? null,
    };
  }
  const { analysis } = snapshot;
  const { config, registries } = analysis;
  const problems = snapshot.problems();
  const [error] = problems.filter(({ severity }) => severity === "error");
  return {
    root,
    state: "ready",
    config: config.path === null ? null : snapshot.uriOf(config.path),
    registries: registries.map(({ path }) => snapshot.uriOf(path)),
    flags: analysis.flags().length,
    references: analysis.index.references.length,
    ...severitiesOf(snapshot.findings()),
    problem: error?.message ?? null,
  };
}
