import type { Migration, MigrationCall } from "../migration/model.js";
import type { Place } from "../text/span.js";
import type { FixContext } from "./model.js";

/** A call of a migration with the migration. */
export interface FoundCall {
  readonly migration: Migration;
  readonly call: MigrationCall;
}

/** The call whose last name stands at a place: what findings about calls point at. */
export function callAt({ path, span }: Place, { analysis }: FixContext): FoundCall | undefined {
  for (const migration of analysis.migrations().migrations) {
    const call = migration.calls.find(
      ({ place, memberSpan }) => place.path === path && memberSpan.start === span.start,
    );
    if (call !== undefined) return { migration, call };
  }
  return undefined;
}

/** A call that is all of its statement, awaited or not: what can be wrapped, moved or doubled as it is. */
export interface WholeStatement {
  /** The statement, its semicolon included. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly awaited: boolean;
  /** Blanks at the start of its line; nothing else stands there. */
  readonly indent: string;
}

/** The statement of a call, or undefined where the call's value is used or its line holds something else. */
export function wholeStatement(call: MigrationCall, text: string): WholeStatement | undefined {
  const { start, end } = call.statementSpan;
  const { span } = call.place;
  const before = text.slice(start, span.start);
  const after = text.slice(span.end, end);
  if (!/^(?:await\s+|void\s+)?$/u.test(before) || !/^\s*;?$/u.test(after)) return undefined;
  const line = text.lastIndexOf("\n", start - 1) + 1;
  const indent = text.slice(line, start);
  if (indent.trim() !== "") return undefined;
  return { start, end, text: text.slice(start, end), awaited: before.startsWith("await"), indent };
}

/** Lines of a text moved one step to the right. Blank lines and the first one stay. */
export function indented(text: string, step: string): string {
  return text.replace(/\n(?=[^\n])/gu, `\n${step}`);
}

/** New text with the line ends that a file has. */
export function inLinesOf(text: string, newText: string): string {
  return newText.replace(/\r?\n/gu, text.includes("\r\n") ? "\r\n" : "\n");
}

/** The step by which a text is indented. */
export function stepOf(text: string): string {
  return /\n(\t| {2,4})\S/u.exec(text)?.[1] ?? "  ";
}

/** How the file tells of trouble: the logger that it imports, else the console. */
export function reportOf(text: string, words: string, error: string): string {
  const imports = text.split("\n").filter((line) => line.startsWith("import "));
  const hasLogger = imports.some((line) => /\blogger\b/u.test(line));
  const quoted = JSON.stringify(words);
  return `${hasLogger ? "logger" : "console"}.error(${quoted}, ${error})`;
}
