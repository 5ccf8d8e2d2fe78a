import type { Analysis, RemovalPlan } from "@halyard/core";
import type { Arguments, ExitCode } from "../command.js";
import { exitCodes } from "../command.js";
import type { Session } from "../session.js";
import { inert } from "../terminal/inert.js";
import { openAnalysis, type OpenedWorkspace } from "../workspace/openAnalysis.js";
import { removeFlag } from "./removeFlag.js";
import { rolledOutKeys, rolledOutRule } from "./rolledOutKeys.js";

/**
 * Removes every rolled-out flag in turn, each in a commit of its own, or shows each flag's plan as if it alone were
 * removed. A refused flag does not stop the others; exit code 3 tells of it.
 */
export async function removeAllRolledOut(
  args: Arguments,
  session: Session,
  tell: (analysis: Analysis, plan: RemovalPlan) => string,
): Promise<ExitCode> {
  const opened = await openAnalysis(args, session, rolledOutRule);
  if (!opened.ok) return failed(session, opened.message);
  let workspace: OpenedWorkspace = opened.value;
  const keys = rolledOutKeys(workspace.analysis);
  const isJson = args.text("format") === "json";
  const plans: string[] = [];
  const refused: string[] = [];
  for (const [index, key] of keys.entries()) {
    if (index > 0) session.log("\n");
    const { plan, code } = await removeFlag(args, session, workspace, key, (made) => {
      const text = tell(workspace.analysis, made);
      if (isJson) plans.push(text.trimEnd());
      else session.write(index > 0 && text !== "" ? `\n${text}` : text);
    });
    if (code === exitCodes.failure) return code;
    if (code === exitCodes.refused) refused.push(key);
    const isChanged = args.has("write") && code === exitCodes.clean && plan.files.length > 0;
    if (!isChanged || index === keys.length - 1) continue;
    // Places have moved: the next flag is planned from the files as they are now.
    const reopened = await openAnalysis(args, session, rolledOutRule);
    if (!reopened.ok) return failed(session, reopened.message);
    workspace = reopened.value;
  }
  if (isJson) session.write(plans.length === 0 ? "[]\n" : `[\n${plans.join(",\n")}\n]\n`);
  if (!args.has("quiet") || refused.length > 0) session.log(summary(keys, refused, args));
  return refused.length > 0 ? exitCodes.refused : exitCodes.clean;
}

function failed(session: Session, message: string): ExitCode {
  session.log(`${message}\n`);
  return exitCodes.failure;
}

function summary(keys: readonly string[], refused: readonly string[], args: Arguments): string {
  if (keys.length === 0) return "No flag is rolled out: there is nothing to remove.\n";
  const done = keys.length - refused.length;
  const what = args.has("write") ? "removed" : "can be removed";
  const rest = refused.length === 0 ? "" : `; refused: ${refused.map(inert).join(", ")}`;
  return `\n${String(done)} of ${String(keys.length)} rolled-out flags ${what}${rest}.\n`;
}
