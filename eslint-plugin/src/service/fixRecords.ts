import { allFixes, offersFor, resolveFix, type Finding, type FixContext } from "@halyard/core";
import type { FixRecord } from "./protocol.js";

/** Fixes for any rule only put a comment beside; ESLint has comments of its own. */
const fixes = allFixes.filter(({ ruleIds }) => ruleIds !== "every");

/** The rules that some fix can mend within a file. */
export const mendableRules: ReadonlySet<string> = new Set(
  fixes.flatMap(({ ruleIds }) => (ruleIds === "every" ? [] : ruleIds)),
);

/**
 * The ways to mend a finding that stay within its file, resolved to edits at once: ESLint wants them with the report.
 *
 * `markLength` is the length of the file's byte order mark, which ESLint does not count.
 */
export function fixRecordsOf(
  finding: Finding,
  context: FixContext,
  markLength: number,
): readonly FixRecord[] {
  return offersFor(finding, context, fixes)
    .filter(({ staysInFile }) => staysInFile)
    .flatMap(({ fixId, data, title, kind }): FixRecord[] => {
      const result = resolveFix(fixId, data, context);
      if (!result.ok) return [];
      const [change, ...others] = result.changes;
      if (change?.kind !== "edit" || others.length > 0) return [];
      if (change.path !== finding.place.path || change.edits.length === 0) return [];
      const edits = change.edits.map(({ start, end, newText }) => ({
        start: start - markLength,
        end: end - markLength,
        newText,
      }));
      return [{ kind, title, edits }];
    });
}
