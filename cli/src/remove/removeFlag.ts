import { removalSummary, type RemovalPlan } from "@halyard/core";
import type { Arguments, ExitCode } from "../command.js";
import { exitCodes } from "../command.js";
import { formatFiles } from "../formatting/formatFiles.js";
import type { Session } from "../session.js";
import { inert } from "../terminal/inert.js";
import type { OpenedWorkspace } from "../workspace/openAnalysis.js";
import { applyRemoval } from "./applyRemoval.js";
import { commitFiles, commitObstacle } from "./commitFiles.js";
import { dirtyPaths } from "./dirtyPaths.js";
import { removalReport } from "./removalReport.js";

/** A plan for one flag, and what came of it. */
export interface Removed {
  readonly plan: RemovalPlan;
  /** 0: planned, or changed where that was asked for. 3: refused. 2: changed, but not formatted or committed. */
  readonly code: ExitCode;
}

/**
 * Plans the removal of one flag and reports it on standard error; with `--write` also changes the files, formats and
 * commits them as asked. The caller tells the plan itself, through `tell`, before anything is changed.
 */
export async function removeFlag(
  args: Arguments,
  session: Session,
  workspace: OpenedWorkspace,
  flagKey: string,
  tell: (plan: RemovalPlan) => void,
): Promise<Removed> {
  const { planFlagRemoval } = await import("@halyard/core/node");
  const variant = args.text("variant");
  const plan = await planFlagRemoval(workspace, {
    flagKey,
    allow: args.all("allow"),
    ...(variant !== undefined && { variant }),
  });
  tell(plan);
  if (!args.has("quiet") || plan.refusals.length > 0) {
    session.log(removalReport(workspace.analysis, plan, session.errorTerminal));
  }
  if (plan.refusals.length > 0) return { plan, code: exitCodes.refused };
  const isIdle = !args.has("write") || plan.files.length === 0;
  return { plan, code: isIdle ? exitCodes.clean : await write(args, session, workspace, plan) };
}

async function write(
  args: Arguments,
  session: Session,
  { root, analysis }: OpenedWorkspace,
  plan: RemovalPlan,
): Promise<ExitCode> {
  const paths = plan.files.map(({ path }) => path);
  const dirty = args.has("allow-dirty") ? [] : await dirtyPaths(root, paths);
  if (dirty.length > 0) {
    const list = dirty.map((path) => `  ${inert(path)}\n`).join("");
    const advice = args.has("commit")
      ? "Commit them first."
      : "Commit them first, or give --allow-dirty.";
    session.log(
      `Nothing was written, because these files have changes that are not committed:\n${list}${advice}\n`,
    );
    return exitCodes.refused;
  }
  const obstacle = args.has("commit") ? await commitObstacle(root, paths) : undefined;
  if (obstacle !== undefined) {
    session.log(`Nothing was written. ${obstacle}\n`);
    return exitCodes.failure;
  }
  // Before anything is written, because places are told from the texts as they are.
  const message = removalSummary(analysis, plan, inert).commitMessage;
  const applied = applyRemoval(root, plan);
  if (!applied.ok) {
    session.log(`${applied.message}\n`);
    return exitCodes.refused;
  }
  const tellDone = (text: string): void => {
    if (!args.has("quiet")) session.log(`${text}\n`);
  };
  tellDone("Written.");
  if (args.has("run-formatter")) {
    const written = plan.files.filter(({ kind }) => kind !== "delete").map(({ path }) => path);
    const formatted = await formatFiles(root, written);
    if (!formatted.ok) {
      session.log(`${formatted.message}\n`);
      return exitCodes.failure;
    }
    tellDone(formatted.value);
  }
  if (!args.has("commit")) return exitCodes.clean;
  const committed = await commitFiles(root, paths, message);
  if (!committed.ok) {
    session.log(`${committed.message}\n`);
    return exitCodes.failure;
  }
  tellDone(`Committed as ${committed.value}.`);
  return exitCodes.clean;
}
