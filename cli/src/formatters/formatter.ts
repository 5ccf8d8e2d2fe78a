import type { CheckReport } from "../check/report.js";
import type { Terminal } from "../terminal/terminal.js";

/** A form in which `check` can tell its report. A pure function: the same report gives the same bytes. */
export interface Formatter {
  readonly name: string;
  format(report: CheckReport, terminal: Terminal): string;
}
