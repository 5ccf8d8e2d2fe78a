import { createHash } from "node:crypto";
import type { Range } from "@halyard/core";
import type { CheckReport } from "./report.js";

/** A line of a report for formats that know one kind of result only: a finding, or a problem with an input. */
export interface Entry {
  readonly ruleId: string;
  readonly severity: "error" | "warn";
  readonly message: string;
  readonly path: string;
  /** Absent for a problem with a file as a whole. */
  readonly range?: Range;
  readonly byteColumns?: { readonly start: number; readonly end: number };
  readonly fingerprint: string;
}

/** Problems first, because they may explain what the findings lack; each group in its own order. */
export function entriesOf(report: CheckReport): Entry[] {
  const problems = report.problems.map((problem): Entry => {
    const { code, message, path, line, column } = problem;
    const start = line === undefined ? undefined : { line, column: column ?? 1 };
    return {
      ruleId: code,
      severity: problem.severity === "error" ? "error" : "warn",
      message,
      path,
      ...(start === undefined ? {} : { range: { start, end: start } }),
      fingerprint: fingerprintOf([code, path, message]),
    };
  });
  return [...problems, ...report.findings];
}

/** 32 hexadecimal digits that stand for the parts. */
export function fingerprintOf(parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}

/** Entries by path, in the order in which the paths first appear. */
export function groupByPath<T extends { readonly path: string }>(
  entries: readonly T[],
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const group = groups.get(entry.path);
    if (group === undefined) groups.set(entry.path, [entry]);
    else group.push(entry);
  }
  return groups;
}
