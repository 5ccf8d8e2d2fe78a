import type { Analysis, Finding } from "@halyard/core";
import { fixRecordsOf } from "./fixRecords.js";
import type { FindingRecord } from "./protocol.js";

const byteOrderMark = "\uFEFF";

/** Reads the texts of a workspace's files, byte order marks included; undefined where there is none. */
export type TextOf = (path: string) => string | undefined;

/** Length of the byte order mark that ESLint leaves out when it counts: 0 or 1. */
export function markLengthOf(text: string | undefined): number {
  return text?.startsWith(byteOrderMark) === true ? byteOrderMark.length : 0;
}

/** Findings as they cross threads, by path, in the findings' order. */
export function recordsByPath(
  findings: readonly Finding[],
  analysis: Analysis,
  textOf: TextOf,
): Map<string, FindingRecord[]> {
  const byPath = new Map<string, FindingRecord[]>();
  for (const finding of findings) {
    const record = recordOf(finding, analysis, textOf);
    const here = byPath.get(finding.place.path);
    if (here === undefined) byPath.set(finding.place.path, [record]);
    else here.push(record);
  }
  return byPath;
}

function recordOf(finding: Finding, analysis: Analysis, textOf: TextOf): FindingRecord {
  const { ruleId, messageId, message, data, flagKey, place } = finding;
  const markLength = markLengthOf(textOf(place.path));
  return {
    ruleId,
    messageId,
    message,
    data,
    flagKey,
    start: place.span.start - markLength,
    end: place.span.end - markLength,
    fixes: fixRecordsOf(finding, { analysis, now: analysis.now, textOf }, markLength),
  };
}
