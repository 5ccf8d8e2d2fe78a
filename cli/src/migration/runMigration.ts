import type { Arguments, ExitCode } from "../command.js";
import { exitCodes } from "../command.js";
import type { Session } from "../session.js";
import { inert } from "../terminal/inert.js";
import { openAnalysis } from "../workspace/openAnalysis.js";
import { runRetire } from "./runRetire.js";
import { runStatus } from "./runStatus.js";

const usage = "Say what to do: halyard migration status [ID], or halyard migration retire ID.\n";

/** Runs `halyard migration status` and `halyard migration retire`. Exit code 3 for a refusal, 2 for wrong usage. */
export async function runMigration(args: Arguments, session: Session): Promise<ExitCode> {
  const [task = "status", id] = args.positionals;
  const mistake = mistakeIn(task, id, args);
  if (mistake !== undefined) {
    session.log(mistake);
    return exitCodes.failure;
  }
  const opened = await openAnalysis(args, session);
  if (!opened.ok) {
    session.log(`${opened.message}\n`);
    return exitCodes.failure;
  }
  return task === "retire" && id !== undefined
    ? runRetire(args, session, opened.value, id)
    : runStatus(args, session, opened.value, id);
}

function mistakeIn(task: string, id: string | undefined, args: Arguments): string | undefined {
  if (task !== "status" && task !== "retire") {
    return `There is no "halyard migration ${inert(task)}". ${usage}`;
  }
  const format = args.text("format");
  if (task === "status") {
    for (const option of ["step", "allow", "write", "allow-dirty"]) {
      const isGiven =
        option === "step" || option === "allow" ? args.all(option).length > 0 : args.has(option);
      if (isGiven) return `--${option} belongs to halyard migration retire.\n`;
    }
    const isWrong = format === "diff" || format === "markdown";
    return isWrong ? "--format of the status is table or json.\n" : undefined;
  }
  if (id === undefined) return "Name the migration to take apart: halyard migration retire ID.\n";
  if (format === "table") return "--format of a plan is diff, json or markdown.\n";
  const step = args.text("step");
  return step !== undefined && !/^[1-9]$/u.test(step)
    ? `--step cannot be "${inert(step)}": write the number of a step, such as 1.\n`
    : undefined;
}
