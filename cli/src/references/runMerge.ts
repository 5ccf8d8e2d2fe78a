import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Arguments, ExitCode } from "../command.js";
import { exitCodes } from "../command.js";
import { reasonOf } from "../output/writeAtomically.js";
import type { Session } from "../session.js";
import { inert } from "../terminal/inert.js";
import type { ReportLine } from "./referenceReport.js";
import { readReport, reportText } from "./referenceReport.js";

/**
 * Runs `halyard index --merge`: the reports of a workspace's parts as the report of the whole, byte for byte. A report
 * that cannot be relied on is exit code 2 with nothing on standard output.
 */
export function runMerge(args: Arguments, session: Session): ExitCode {
  if (args.positionals.length === 0) return fail(session, "--merge: name the reports to merge.");
  const lines: ReportLine[] = [];
  for (const path of args.positionals) {
    let text: string;
    try {
      text = readFileSync(resolve(session.cwd, path), "utf8");
    } catch (error) {
      return fail(session, `--merge: cannot read ${inert(path)}: ${reasonOf(error)}.`);
    }
    const report = readReport(text);
    if (typeof report === "string") {
      const advice = 'write it with "halyard index --format report"';
      return fail(session, `--merge: ${inert(path)} ${report}; ${advice}.`);
    }
    lines.push(...report);
  }
  session.write(reportText(lines));
  return exitCodes.clean;
}

function fail(session: Session, message: string): ExitCode {
  session.log(`${message}\n`);
  return exitCodes.failure;
}
