import type { ReportFixFunction, RuleFix } from "@typescript-eslint/utils/ts-eslint";
import type { EditRecord, FindingRecord, OffsetRange } from "../service/protocol.js";
import type { HalyardRuleContext } from "./createRule.js";

/** Messages that every rule has beside its own: for a fix, and for a finding whose message comes finished. */
export const commonMessages = { fix: "{{title}}", finished: "{{message}}" } as const;

/** Reports a finding where it stands, with the ways to mend it. */
export function reportFinding(
  context: HalyardRuleContext,
  finding: FindingRecord,
  messages: Readonly<Record<string, string>>,
): void {
  const { messageId, message, data, fixes } = finding;
  const hasTemplate = data !== undefined && Object.hasOwn(messages, messageId);
  const safe = fixes.find(({ kind }) => kind === "safe");
  context.report({
    loc: locationOf(context, finding),
    ...(hasTemplate ? { messageId, data } : { messageId: "finished", data: { message } }),
    fix: safe === undefined ? null : fixOf(safe.edits),
    suggest: fixes
      .filter(({ kind }) => kind === "suggestion")
      .map(({ title, edits }) => ({ messageId: "fix", data: { title }, fix: fixOf(edits) })),
  });
}

/** A range as the file's language counts lines and columns. A range past the end of the text ends with it. */
export function locationOf(
  { sourceCode }: HalyardRuleContext,
  { start, end }: OffsetRange,
): {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
} {
  const { length } = sourceCode.text;
  return {
    start: sourceCode.getLocFromIndex(Math.min(start, length)),
    end: sourceCode.getLocFromIndex(Math.min(end, length)),
  };
}

function fixOf(edits: readonly EditRecord[]): ReportFixFunction {
  return (fixer): RuleFix[] =>
    edits.map(({ start, end, newText }) => fixer.replaceTextRange([start, end], newText));
}
