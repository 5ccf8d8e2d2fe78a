import { createHash } from "node:crypto";
import type { JsonValue } from "@halyard/core";
import { compareText, isJsonArray, propertyOf } from "@halyard/core";
import { jsonText } from "../formatters/jsonText.js";

/** The version of the report's format; a reader refuses any other. */
const reportVersion = 1;

/** A line of a report: a reference as `halyard index --format json` shows it. */
export interface ReportLine {
  readonly flagKey: string | null;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly matcher: string;
}

/** What is wrong with a report, as the end of a sentence that begins with its name. */
export type ReportFault = "is not JSON" | "is no report" | "is of another version" | "was changed";

/**
 * The references of a workspace, or of a part of it, as a small file for others: one per line, sorted, without source
 * text, under the hash of its own content.
 */
export function reportText(lines: readonly ReportLine[]): string {
  const sorted = [...lines].sort(compareLines).map((line) => jsonText(line));
  const unique = sorted.filter((line, index) => line !== sorted[index - 1]);
  const body = unique.map((line) => `    ${line}`).join(",\n");
  const references = unique.length === 0 ? "[]" : `[\n${body}\n  ]`;
  return `{\n  "reportVersion": ${reportVersion},\n  "digest": "${digestOf(unique)}",\n  "references": ${references}\n}\n`;
}

function digestOf(lines: readonly string[]): string {
  return `sha256-${createHash("sha256").update(lines.join("\n")).digest("base64")}`;
}

/** The lines of a report, or what is wrong with it. */
export function readReport(text: string): readonly ReportLine[] | ReportFault {
  let data: JsonValue;
  try {
    data = JSON.parse(text) as JsonValue;
  } catch {
    return "is not JSON";
  }
  const references = propertyOf(data, "references");
  if (!isJsonArray(references)) return "is no report";
  if (propertyOf(data, "reportVersion") !== reportVersion) return "is of another version";
  if (!references.every(isLine)) return "is no report";
  const digest = digestOf(references.map((line) => jsonText(line)));
  return propertyOf(data, "digest") === digest ? references : "was changed";
}

function isLine(value: JsonValue): value is JsonValue & ReportLine {
  const key = propertyOf(value, "flagKey");
  return (
    (typeof key === "string" || key === null) &&
    ["path", "matcher"].every((name) => typeof propertyOf(value, name) === "string") &&
    ["line", "column"].every((name) => typeof propertyOf(value, name) === "number")
  );
}

/** The order of `halyard index`: by path, line, column, key and matcher, dynamic reads before keys. */
export function compareLines(left: ReportLine, right: ReportLine): number {
  return (
    compareText(left.path, right.path) ||
    left.line - right.line ||
    left.column - right.column ||
    compareText(left.flagKey ?? "", right.flagKey ?? "") ||
    compareText(left.matcher, right.matcher)
  );
}
