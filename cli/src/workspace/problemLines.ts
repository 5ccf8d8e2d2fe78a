import type { Problem } from "@halyard/core";
import { inert, withoutWorkflowCommands } from "../terminal/inert.js";
import { paintFor } from "../terminal/paint.js";
import type { Terminal } from "../terminal/terminal.js";

/** One line per problem: `path:line:column error message (code)`. */
export function problemLines(problems: readonly Problem[], terminal: Terminal): string[] {
  const paint = paintFor(terminal);
  return problems.map(({ path, line, column, severity, message, code }) => {
    const place = inert(line === undefined ? path : `${path}:${line}:${column ?? 1}`);
    const level = paint(severity === "error" ? "red" : "yellow", severity);
    const where = place === "" ? "" : `${paint("underline", place)} `;
    const text = `${where}${level} ${inert(message)} ${paint("dim", `(${code})`)}`;
    return withoutWorkflowCommands(text);
  });
}
