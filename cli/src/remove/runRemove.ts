import type { RemovalPlan } from "@halyard/core";
import type { Arguments, ExitCode } from "../command.js";
import { exitCodes } from "../command.js";
import type { Session } from "../session.js";
import { inert } from "../terminal/inert.js";
import { openAnalysis, type OpenedWorkspace } from "../workspace/openAnalysis.js";
import { applyRemoval } from "./applyRemoval.js";
import { dirtyPaths } from "./dirtyPaths.js";
import { removalDiff } from "./removalDiff.js";
import { removalJson } from "./removalJson.js";
import { removalMarkdown } from "./removalMarkdown.js";
import { removalReport } from "./removalReport.js";

/** Runs `halyard remove`. Exit code 0 for a plan or a change, 3 for a refusal, 2 for wrong usage. */
export async function runRemove(args: Arguments, session: Session): Promise<ExitCode> {
  const [flagKey] = args.positionals;
  if (flagKey === undefined) {
    session.log("Name the flag to remove: halyard remove FLAG.\n");
    return exitCodes.failure;
  }
  const opened = await openAnalysis(args, session);
  if (!opened.ok) {
    session.log(`${opened.message}\n`);
    return exitCodes.failure;
  }
  const workspace = opened.value;
  if (!isKnown(workspace, flagKey)) {
    session.log(`No registry and no code knows the flag "${inert(flagKey)}".\n`);
    return exitCodes.failure;
  }
  const { planFlagRemoval } = await import("@halyard/core/node");
  const variant = args.text("variant");
  const plan = await planFlagRemoval(workspace, {
    flagKey,
    allow: args.all("allow"),
    ...(variant !== undefined && { variant }),
  });
  session.write(told(args, session, workspace, plan));
  if (!args.has("quiet") || plan.refusals.length > 0) {
    session.log(removalReport(workspace.analysis, plan, session.errorTerminal));
  }
  if (plan.refusals.length > 0) return exitCodes.refused;
  return args.has("write") ? write(args, session, workspace, plan) : exitCodes.clean;
}

function isKnown({ analysis }: OpenedWorkspace, flagKey: string): boolean {
  return (
    analysis.flags().some(({ key }) => key === flagKey) ||
    analysis.index.referencesTo(flagKey).length > 0
  );
}

function told(
  args: Arguments,
  session: Session,
  workspace: OpenedWorkspace,
  plan: RemovalPlan,
): string {
  const format = args.text("format");
  if (format === "json") return removalJson(workspace.analysis, plan);
  if (format === "markdown") return removalMarkdown(workspace.analysis, plan);
  return args.has("write") ? "" : removalDiff(plan, session.terminal);
}

async function write(
  args: Arguments,
  session: Session,
  { root }: OpenedWorkspace,
  plan: RemovalPlan,
): Promise<ExitCode> {
  const paths = plan.files.map(({ path }) => path);
  const dirty = args.has("allow-dirty") ? [] : await dirtyPaths(root, paths);
  if (dirty.length > 0) {
    const list = dirty.map((path) => `  ${inert(path)}\n`).join("");
    session.log(
      `Nothing was written, because these files have changes that are not committed:\n${list}Commit them first, or give --allow-dirty.\n`,
    );
    return exitCodes.refused;
  }
  const applied = applyRemoval(root, plan);
  if (!applied.ok) {
    session.log(`${applied.message}\n`);
    return exitCodes.refused;
  }
  if (!args.has("quiet")) session.log(`Written.\n`);
  return exitCodes.clean;
}
