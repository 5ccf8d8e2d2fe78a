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
    const { path } = finding.place;
    const here = byPath.get(path) ?? [];
    byPath.set(path, here);
    const isMended = here.length * (textOf(path)?.length ?? 0) < mendedText;
    here.push(recordOf(finding, analysis, textOf, isMended));
  }
  return byPath;
}

/**
 * Each fix makes its file's text anew, and a large registry can have a finding for each of its thousands of flags: so
 * many UTF-16 code units are made for one file, and findings after that are told without their fixes.
 */
const mendedText = 20_000_000;

function recordOf(
  finding: Finding,
  analysis: Analysis,
  textOf: TextOf,
  isMended: boolean,
): FindingRecord {
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
    fixes: isMended
      ? fixRecordsOf(finding, { analysis, now: analysis.now, textOf }, markLength)
      : [],
  };
}
