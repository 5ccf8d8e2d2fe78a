import { lineStartsOf, positionAt } from "../text/lineIndex.js";
import type { Problem } from "../text/problem.js";
import type { Span } from "../text/span.js";

/** Collects what is wrong with one text file, turning offsets into lines and columns. */
export interface ProblemSink {
  readonly path: string;
  readonly problems: readonly Problem[];
  error(code: string, message: string, span: Span): void;
  warning(code: string, message: string, span: Span): void;
  /** The 1-based line of an offset, for messages that name a second place. */
  lineOf(offset: number): number;
}

/** A sink for `text`, whose problems carry `path` (relative to the workspace root). */
export function createProblemSink(text: string, path: string): ProblemSink {
  const lineStarts = lineStartsOf(text);
  const problems: Problem[] = [];
  const add = (severity: Problem["severity"], code: string, message: string, span: Span): void => {
    const { line, column } = positionAt(lineStarts, span.start);
    problems.push({ code, severity, message, path, span, line, column });
  };
  return {
    path,
    problems,
    error: (code, message, span) => add("error", code, message, span),
    warning: (code, message, span) => add("warning", code, message, span),
    lineOf: (offset) => positionAt(lineStarts, offset).line,
  };
}
