import { removalSummary, type Analysis, type RemovalPlan } from "@halyard/core";
import type { Arguments, ExitCode } from "../command.js";
import { exitCodes } from "../command.js";
import type { Session } from "../session.js";
import { inert } from "../terminal/inert.js";
import { openAnalysis, type OpenedWorkspace } from "../workspace/openAnalysis.js";
import { removalDiff } from "./removalDiff.js";
import { removalJson } from "./removalJson.js";
import { removeFlag } from "./removeFlag.js";
import { removeAllRolledOut } from "./removeAllRolledOut.js";
import { usageMistake } from "./usageMistake.js";

/** Runs `halyard remove`. Exit code 0 for a plan or a change, 3 for a refusal, 2 for wrong usage. */
export async function runRemove(args: Arguments, session: Session): Promise<ExitCode> {
  const mistake = usageMistake(args);
  if (mistake !== undefined) {
    session.log(`${mistake}\n`);
    return exitCodes.failure;
  }
  const tell = (analysis: Analysis, plan: RemovalPlan): string =>
    told(args, session, analysis, plan);
  const [flagKey] = args.positionals;
  if (flagKey === undefined) return removeAllRolledOut(args, session, tell);
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
  const { code } = await removeFlag(args, session, workspace, flagKey, (plan) => {
    session.write(tell(workspace.analysis, plan));
  });
  return code;
}

function isKnown({ analysis }: OpenedWorkspace, flagKey: string): boolean {
  return (
    analysis.flags().some(({ key }) => key === flagKey) ||
    analysis.index.referencesTo(flagKey).length > 0
  );
}

function told(args: Arguments, session: Session, analysis: Analysis, plan: RemovalPlan): string {
  const format = args.text("format");
  if (format === "json") return removalJson(analysis, plan);
  if (format === "markdown") return removalSummary(analysis, plan, inert).markdown;
  return args.has("write") ? "" : removalDiff(plan, session.terminal);
}
