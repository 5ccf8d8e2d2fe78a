import type { Analysis, Finding, Place, SuppressedFinding } from "@halyard/core";
import { compareText } from "@halyard/core";
import { fingerprintOf } from "./entries.js";
import type { CheckReport, ReportedFinding, ReportedRule } from "./report.js";
import type { SourceTexts } from "./sourceTexts.js";

/** What a report is made of, after suppressions and filters. */
export interface ReportParts {
  readonly analysis: Analysis;
  readonly version: string;
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly rules: readonly ReportedRule[];
  readonly hiddenWarnings: number;
  readonly texts: SourceTexts;
}

/** Makes the report that every formatter reads: sorted, with readable positions and lasting fingerprints. */
export function buildReport(parts: ReportParts): CheckReport {
  const { analysis, version, rules, hiddenWarnings } = parts;
  const ordinals = new Map<string, number>();
  const all = [
    ...parts.findings.map((finding) => ({ finding, suppression: undefined })),
    ...parts.suppressed.map((suppression) => ({ finding: suppression.finding, suppression })),
  ]
    .map((item) => ({ ...item, reported: withoutFingerprint(item.finding, parts) }))
    .sort((left, right) => compareFindings(left.reported, right.reported))
    .map((item) => ({ ...item, reported: withFingerprint(item.reported, ordinals) }));
  return {
    tool: { name: "halyard", version },
    date: analysis.now.toISOString().slice(0, 10),
    findings: all.flatMap(({ reported, suppression }) => (suppression ? [] : reported)),
    suppressed: all.flatMap(({ reported, suppression }) =>
      suppression ? { finding: reported, kind: suppression.kind, reason: suppression.reason } : [],
    ),
    problems: analysis.problems,
    rules,
    flags: analysis.flags().length,
    references: analysis.index.references.length,
    hiddenWarnings,
  };
}

type Draft = Omit<ReportedFinding, "fingerprint">;

function withoutFingerprint(finding: Finding, { analysis, texts }: ReportParts): Draft {
  const { ruleId, messageId, severity, message, flagKey, place, related, tags } = finding;
  const byteColumns = byteColumnsOf(place, analysis, texts);
  return {
    ruleId,
    messageId,
    severity,
    message,
    ...(flagKey !== undefined && { flagKey }),
    path: place.path,
    range: analysis.rangeOf(place),
    ...(byteColumns !== undefined && { byteColumns }),
    related: related.map(({ path, span, message: text }) => ({
      path,
      range: analysis.rangeOf({ path, span }),
      message: text,
    })),
    tags,
  };
}

function byteColumnsOf(
  place: Place,
  analysis: Analysis,
  texts: SourceTexts,
): { start: number; end: number } | undefined {
  const text = texts(place.path);
  if (text === undefined) return undefined;
  const { start, end } = analysis.rangeOf(place);
  const bytesBefore = (offset: number, column: number): number =>
    Buffer.byteLength(text.slice(offset - column + 1, offset)) + 1;
  return {
    start: bytesBefore(place.span.start, start.column),
    end: bytesBefore(place.span.end, end.column),
  };
}

/** By path, line, column, rule and message: a total order, so that no two runs differ. */
function compareFindings(left: Draft, right: Draft): number {
  return (
    compareText(left.path, right.path) ||
    left.range.start.line - right.range.start.line ||
    left.range.start.column - right.range.start.column ||
    compareText(left.ruleId, right.ruleId) ||
    compareText(left.message, right.message)
  );
}

function withFingerprint(draft: Draft, ordinals: Map<string, number>): ReportedFinding {
  const identity = [draft.ruleId, draft.flagKey ?? "", draft.path];
  const key = JSON.stringify(identity);
  const ordinal = ordinals.get(key) ?? 0;
  ordinals.set(key, ordinal + 1);
  return { ...draft, fingerprint: fingerprintOf([...identity, String(ordinal)]) };
}
