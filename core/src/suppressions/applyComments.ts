import type { Finding } from "../rules/model.js";
import type { SuppressionComment } from "./comments.js";

/** Id under which a suppression comment that silences nothing is reported. */
export const unusedSuppressionId = "unused-suppression";
/** Id under which a suppression comment without a rule or without a reason is reported. */
export const invalidSuppressionId = "invalid-suppression";

/** A finding that someone has accepted, with why. */
export interface SuppressedFinding {
  readonly finding: Finding;
  /** SARIF's words: a comment in the source, or the suppressions file beside it. */
  readonly kind: "inSource" | "external";
  readonly reason: string;
}

/** What is left to show, what is silenced, and what the comments themselves got wrong (as warnings). */
export interface AppliedComments {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly reports: readonly Finding[];
}

/**
 * Applies the comments of one file to its findings.
 *
 * `lineOf` gives the 1-based line on which a finding starts. A comment without a rule id or a reason silences nothing
 * and is reported, because a suppression nobody can judge later is how flags become permanent.
 */
export function applySuppressionComments(
  path: string,
  comments: readonly SuppressionComment[],
  findings: readonly Finding[],
  lineOf: (finding: Finding) => number,
): AppliedComments {
  const used = new Set<string>();
  const kept: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of findings) {
    const line = lineOf(finding);
    const comment = comments.find(
      (candidate) =>
        isComplete(candidate) &&
        (candidate.line === 0 || candidate.line === line) &&
        candidate.ruleIds.includes(finding.ruleId),
    );
    if (comment === undefined) kept.push(finding);
    else {
      used.add(usageKey(comment, finding.ruleId));
      suppressed.push({ finding, kind: "inSource", reason: comment.reason });
    }
  }
  return { findings: kept, suppressed, reports: comments.flatMap((c) => reportsOn(path, c, used)) };
}

function isComplete(comment: SuppressionComment): boolean {
  return comment.ruleIds.length > 0 && comment.reason !== "";
}

function usageKey(comment: SuppressionComment, ruleId: string): string {
  return `${comment.span.start} ${ruleId}`;
}

function reportsOn(
  path: string,
  comment: SuppressionComment,
  used: ReadonlySet<string>,
): Finding[] {
  const place = { path, span: comment.span };
  const base = { severity: "warn", place, related: [] } as const;
  const name = `halyard-ignore-${comment.scope}`;
  if (!isComplete(comment)) {
    const missing = comment.ruleIds.length === 0 ? "rule" : "reason";
    const message =
      missing === "rule"
        ? `This ${name} names no rule, so it has no effect: write "${name} rule-id -- reason".`
        : `This ${name} gives no reason, so it has no effect: add "-- " and why the finding may stay.`;
    return [
      { ...base, ruleId: invalidSuppressionId, messageId: `no-${missing}`, message, tags: [] },
    ];
  }
  return comment.ruleIds
    .filter((ruleId) => !used.has(usageKey(comment, ruleId)))
    .map((ruleId) => ({
      ...base,
      ruleId: unusedSuppressionId,
      messageId: "unused",
      message: `This ${name} silences nothing, because ${ruleId} finds nothing here: remove it.`,
      tags: ["unnecessary"],
    }));
}
