import type { Problem } from "@halyard/core";
import type { ProblemRecord } from "./protocol.js";

/** A problem as it crosses threads. `markLength` is the length of its file's byte order mark. */
export function problemRecordOf(problem: Problem, markLength: number): ProblemRecord {
  const { severity, code, message, path, span, line, column } = problem;
  return {
    severity,
    code,
    message,
    path,
    ...(span !== undefined && {
      range: { start: span.start - markLength, end: span.end - markLength },
    }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
  };
}
