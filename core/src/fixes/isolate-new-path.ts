import type { Seam } from "../migration/model.js";
import { editOf, type TextEdit } from "../text/change.js";
import { containsSpan, type Span } from "../text/span.js";
import { fixDataOf, outdated, refused, unchangedText } from "./fixData.js";
import { callAt, indented, inLinesOf, reportOf, stepOf, wholeStatement } from "./migrationCalls.js";
import type { Fix, FixContext, FixData } from "./model.js";

/** Catches and reports what fails on the new path; where it stands before the old one, it goes after it as well. */
export const isolateNewPath: Fix = {
  id: "isolate-new-path",
  ruleIds: ["unsafe-seam"],
  offers(finding, context) {
    const data = fixDataOf(finding, context, { messageId: finding.messageId });
    if (data === undefined || editsFor(data, context) === undefined) return [];
    const title =
      finding.messageId === "newFirst"
        ? "Move the new path after the old one, and catch its failure"
        : "Catch and report the failure of the new path";
    return [{ title, kind: "suggestion", isPreferred: true, staysInFile: true, data }];
  },
  resolve(data, context) {
    const text = unchangedText(data, context);
    if (text === undefined) return outdated(data);
    const edits = editsFor(data, context);
    if (edits === undefined) return refused("The call's value is used here; part the two by hand.");
    const ended = edits.map((edit) => ({ ...edit, newText: inLinesOf(text, edit.newText) }));
    return { ok: true, changes: [editOf(data.path, text, ended)] };
  },
};

function editsFor(data: FixData, context: FixContext): readonly TextEdit[] | undefined {
  const text = context.textOf(data.path);
  const found = callAt({ path: data.path, span: data }, context);
  if (text === undefined || found === undefined) return undefined;
  const { migration, call } = found;
  const statement = wholeStatement(call, text);
  if (statement === undefined) return undefined;
  const words = `${migration.new.name} failed`;
  if (data.values?.messageId === "newFirst") {
    const seam = migration.seams.find((one) => one.new === call && one.newFirst);
    return seam && moved(text, seam, regionOf(seam, statement, context), words);
  }
  if (data.values?.messageId === "adrift") {
    const at = call.place.span.end;
    const newText = `.catch((error: unknown) => {\n${statement.indent}${stepOf(text)}${reportOf(text, words, "error")};\n${statement.indent}})`;
    const isTyped = /\.[cm]?tsx?$/u.test(data.path);
    return [{ start: at, end: at, newText: isTyped ? newText : newText.replace(": unknown", "") }];
  }
  const newText = caught(text, statement.text, statement.indent, words);
  return [{ start: statement.start, end: statement.end, newText }];
}

/** A statement in a `try` of its own. */
function caught(text: string, statement: string, indent: string, words: string): string {
  const step = stepOf(text);
  const inner = `${indent}${step}${indented(statement, step)}`;
  const report = `${indent}${step}${reportOf(text, words, "error")};`;
  return `try {\n${inner}\n${indent}} catch (error) {\n${report}\n${indent}}`;
}

/** The largest condition of a flag around the new call that does not hold the old one too. */
function regionOf({ new: next, old }: Seam, statement: Span, { analysis }: FixContext): Span {
  const { path, span } = next.place;
  const conditions = analysis.index.references
    .filter((one) => one.path === path)
    .flatMap((one) => one.conditions.map((condition) => condition.span))
    .filter((one) => containsSpan(one, span) && !containsSpan(one, old.place.span));
  return conditions.reduce((widest, one) => (containsSpan(one, widest) ? one : widest), statement);
}

/** The region after the old statement, where both stand in one list of statements. */
function moved(
  text: string,
  { old }: Seam,
  region: Span,
  words: string,
): readonly TextEdit[] | undefined {
  const after = wholeStatement(old, text);
  const line = text.lastIndexOf("\n", region.start - 1) + 1;
  const indent = text.slice(line, region.start);
  const next = text.indexOf("\n", region.end);
  if (after === undefined || indent.trim() !== "" || indent !== after.indent || next < 0)
    return undefined;
  const between = text.slice(region.end, after.start);
  if (region.end > after.start || /[{}]/u.test(between)) return undefined;
  const newText = `\n${indent}${caught(text, text.slice(region.start, region.end), indent, words)}`;
  return [
    { start: line, end: next + 1, newText: "" },
    { start: after.end, end: after.end, newText },
  ];
}
