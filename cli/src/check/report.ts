import type { Problem, Range } from "@halyard/core";

/** Another place that explains a finding, ready to show. */
export interface ReportedPlace {
  readonly path: string;
  readonly range: Range;
  readonly message: string;
}

/** A finding with everything a formatter needs: no formatter reads a file or asks the analysis. */
export interface ReportedFinding {
  readonly ruleId: string;
  readonly messageId: string;
  readonly severity: "error" | "warn";
  readonly message: string;
  readonly flagKey?: string;
  /** Relative to the workspace root, with forward slashes. */
  readonly path: string;
  /** 1-based, columns in UTF-16 code units, the end exclusive. */
  readonly range: Range;
  /** The same columns in UTF-8 bytes, as reviewdog counts; absent where the file could not be read. */
  readonly byteColumns?: { readonly start: number; readonly end: number };
  readonly related: readonly ReportedPlace[];
  readonly tags: readonly ("unnecessary" | "deprecated")[];
  /** Stays the same while lines move: made of rule, flag, path and the finding's place among its likes. */
  readonly fingerprint: string;
}

/** A finding that a comment (`inSource`) or the suppressions file (`external`) silences. */
export interface SuppressedReport {
  readonly finding: ReportedFinding;
  readonly kind: "inSource" | "external";
  readonly reason: string;
}

/** What a formatter may say about a rule. */
export interface ReportedRule {
  readonly id: string;
  readonly description: string;
  readonly category: string;
  readonly severity: "off" | "warn" | "error";
  /** The rule's page in Markdown, where it could be read. */
  readonly help?: string;
}

/** Everything one run of `check` found: findings sorted by path, line, column, rule and message. */
export interface CheckReport {
  readonly tool: { readonly name: string; readonly version: string };
  /** The day the findings hold for, as an ISO date (UTC). */
  readonly date: string;
  readonly findings: readonly ReportedFinding[];
  readonly suppressed: readonly SuppressedReport[];
  readonly problems: readonly Problem[];
  /** Every rule, by id. */
  readonly rules: readonly ReportedRule[];
  readonly flags: number;
  readonly references: number;
  /** Warnings that `--quiet` left out. */
  readonly hiddenWarnings: number;
}

/** How many findings of each severity a report shows. */
export function countFindings(report: Pick<CheckReport, "findings">): {
  errors: number;
  warnings: number;
} {
  const errors = report.findings.filter(({ severity }) => severity === "error").length;
  return { errors, warnings: report.findings.length - errors };
}

/** `1 finding`, `2 findings`. */
export function plural(count: number, noun: string): string {
  return `${count.toLocaleString("en-GB")} ${noun}${count === 1 ? "" : "s"}`;
}
