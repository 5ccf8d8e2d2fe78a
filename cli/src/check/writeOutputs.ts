import { resolve } from "node:path";
import type { Outcome } from "../command.js";
import { success } from "../command.js";
import { formatters } from "../formatters/formatterTable.js";
import { writeAtomically } from "../output/writeAtomically.js";
import type { Session } from "../session.js";
import { plainTerminal } from "../terminal/terminal.js";
import type { OutputTarget } from "./readCheckOptions.js";
import type { CheckReport } from "./report.js";

/** Formats the report for every target and writes it there. Files get plain text, whatever the terminal shows. */
export function writeOutputs(
  report: CheckReport,
  outputs: readonly OutputTarget[],
  session: Session,
): Outcome<void> {
  for (const { format, file } of outputs) {
    const formatter = formatters.get(format);
    if (formatter === undefined) throw new Error(`No formatter for the format ${format}`);
    if (file === undefined) session.write(formatter.format(report, session.terminal));
    else {
      const text = formatter.format(report, { ...plainTerminal, unicode: true });
      const written = writeAtomically(resolve(session.cwd, file), text, file);
      if (!written.ok) return written;
    }
  }
  return success(undefined);
}
