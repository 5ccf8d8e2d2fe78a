import type { Retirement, RetirementStep } from "@halyard/core";
import type { Arguments, ExitCode } from "../command.js";
import { exitCodes } from "../command.js";
import { applyRemoval } from "../remove/applyRemoval.js";
import { dirtyPaths } from "../remove/dirtyPaths.js";
import { removalDiff } from "../remove/removalDiff.js";
import type { Session } from "../session.js";
import { inert } from "../terminal/inert.js";
import type { OpenedWorkspace } from "../workspace/openAnalysis.js";
import { retireJson } from "./retireJson.js";
import { retireMarkdown } from "./retireMarkdown.js";
import { retireReport } from "./retireReport.js";
import { unsoundMigrations } from "./unsound.js";

/** Plans how a migration is taken apart, and applies one step where that is asked for. */
export async function runRetire(
  args: Arguments,
  session: Session,
  workspace: OpenedWorkspace,
  migrationId: string,
): Promise<ExitCode> {
  const { planMigrationRetirement } = await import("@halyard/core/node");
  const plan = await planMigrationRetirement(workspace, {
    migrationId,
    allow: args.all("allow"),
  });
  if (plan.steps.length === 0) {
    const unsound = unsoundMigrations(workspace.analysis, migrationId);
    for (const line of unsound) session.log(line);
    if (unsound.length > 0) return exitCodes.failure;
    for (const { message } of plan.refusals) session.log(`${inert(message)}\n`);
    return exitCodes.failure;
  }
  const shown = shownSteps(args, plan);
  if (shown.length === 0) {
    const last = String(plan.steps.length);
    session.log(`There is no step ${inert(args.text("step") ?? "")}: the last one is ${last}.\n`);
    return exitCodes.failure;
  }
  session.write(told(args, session, workspace, { ...plan, steps: shown }));
  const isRefused = shown.some(({ state }) => state === "refused" || state === "waiting");
  if (!args.has("quiet") || isRefused) {
    session.log(retireReport(workspace.analysis, { ...plan, steps: shown }, session.errorTerminal));
  }
  if (isRefused) return exitCodes.refused;
  return args.has("write") ? write(args, session, workspace, shown) : exitCodes.clean;
}

/** The step that was asked for; with `--write` the first that is not done; else all. */
function shownSteps(args: Arguments, { steps }: Retirement): readonly RetirementStep[] {
  const number = args.text("step");
  if (number !== undefined) return steps.filter((step) => step.number === Number(number));
  if (!args.has("write")) return steps;
  const next = steps.find(({ state }) => state !== "done");
  return next === undefined ? steps.slice(-1) : [next];
}

function told(
  args: Arguments,
  session: Session,
  { analysis }: OpenedWorkspace,
  plan: Retirement,
): string {
  const format = args.text("format");
  if (format === "json") return retireJson(analysis, plan);
  if (format === "markdown") return retireMarkdown(analysis, plan);
  if (args.has("write")) return "";
  return plan.steps
    .filter(({ files }) => files.length > 0)
    .map(
      (step) =>
        `# Step ${String(step.number)}: ${inert(step.title)}\n${removalDiff(step, session.terminal)}`,
    )
    .join("\n");
}

async function write(
  args: Arguments,
  session: Session,
  { root }: OpenedWorkspace,
  steps: readonly RetirementStep[],
): Promise<ExitCode> {
  const [step] = steps;
  if (step === undefined || step.files.length === 0) return exitCodes.clean;
  if (step.state !== "ready") {
    session.log(
      `Nothing was written: step ${String(step.number)} stands on the ones before it. Write and deploy those first.\n`,
    );
    return exitCodes.refused;
  }
  const paths = step.files.map(({ path }) => path);
  const dirty = args.has("allow-dirty") ? [] : await dirtyPaths(root, paths);
  if (dirty.length > 0) {
    const list = dirty.map((path) => `  ${inert(path)}\n`).join("");
    session.log(
      `Nothing was written, because these files have changes that are not committed:\n${list}Commit them first, or give --allow-dirty.\n`,
    );
    return exitCodes.refused;
  }
  const applied = applyRemoval(root, step);
  if (!applied.ok) {
    session.log(`${applied.message}\n`);
    return exitCodes.refused;
  }
  if (!args.has("quiet"))
    session.log("Written. Review, commit and deploy it before the next step.\n");
  return exitCodes.clean;
}
