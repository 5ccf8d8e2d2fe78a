import type { CheckReport, ReportedFinding } from "../../cli/src/check/report.js";

/** A finding on one line, with what a test wants to be different. */
export function sampleFinding(changes: Partial<ReportedFinding> = {}): ReportedFinding {
  return {
    ruleId: "stale-flag",
    messageId: "stale",
    severity: "warn",
    message: 'Flag "checkout-v2" is 90 days old, and release flags may live 40 days; remove it.',
    flagKey: "checkout-v2",
    path: "src/checkout.ts",
    range: { start: { line: 12, column: 7 }, end: { line: 12, column: 20 } },
    byteColumns: { start: 9, end: 22 },
    related: [
      {
        path: "flags.json",
        range: { start: { line: 4, column: 5 }, end: { line: 4, column: 18 } },
        message: "Created 2025-12-01.",
      },
    ],
    tags: [],
    fingerprint: "0123456789abcdef0123456789abcdef",
    ...changes,
  };
}

/** A report with one of everything. */
export function sampleReport(changes: Partial<CheckReport> = {}): CheckReport {
  const unknown = sampleFinding({
    ruleId: "unknown-flag",
    messageId: "unknown",
    severity: "error",
    message: 'Flag "chekout-v2" is in no registry. Did you mean "checkout-v2"?',
    flagKey: "chekout-v2",
    path: "src/search/route.ts",
    range: { start: { line: 3, column: 1 }, end: { line: 4, column: 2 } },
    related: [],
    fingerprint: "fedcba9876543210fedcba9876543210",
  });
  return {
    tool: { name: "halyard", version: "0.1.0" },
    date: "2026-03-01",
    findings: [sampleFinding(), unknown],
    suppressed: [
      {
        finding: sampleFinding({ path: "src/old.ts", fingerprint: "00".repeat(16) }),
        kind: "inSource",
        reason: "removal waits for the audit",
      },
    ],
    problems: [
      {
        code: "registry-duplicate-key",
        severity: "warning",
        message: 'The flag "a" is declared twice; keep one.',
        path: "flags.json",
        line: 9,
        column: 3,
      },
    ],
    rules: [
      {
        id: "stale-flag",
        description: "Disallow keeping a flag longer than flags of its type may live",
        category: "lifecycle",
        severity: "warn",
        help: "# stale-flag\n",
      },
      {
        id: "unknown-flag",
        description: "Disallow reading a flag that no registry has",
        category: "registry",
        severity: "error",
      },
    ],
    flags: 12,
    references: 1234,
    hiddenWarnings: 0,
    ...changes,
  };
}

/** A report without anything to tell. */
export function cleanReport(): CheckReport {
  return sampleReport({ findings: [], suppressed: [], problems: [] });
}
