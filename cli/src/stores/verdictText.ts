import type { ArchiveVerdict, Check, Standing } from "@halyard/stores";
import { inert, withoutWorkflowCommands } from "../terminal/inert.js";
import { paintFor } from "../terminal/paint.js";
import type { Terminal } from "../terminal/terminal.js";

const mostEvidence = 20;

/** The verdict as a short table: one check per line, its places below it. */
export function verdictText(verdict: ArchiveVerdict, terminal: Terminal): string {
  const paint = paintFor(terminal);
  const shade = (standing: Standing, text: string): string =>
    paint(standing === "safe" ? "green" : standing === "caution" ? "yellow" : "red", text);
  const width = Math.max(...verdict.checks.map(({ id }) => id.length));
  const lines = verdict.checks.flatMap((check) => [
    `  ${shade(check.standing, check.standing.padEnd(7))}  ${check.id.padEnd(width)}  ${inert(check.message)}`,
    ...evidenceLines(check).map((line) => `${" ".repeat(width + 13)}${paint("underline", line)}`),
  ]);
  const head = `${inert(verdict.flagKey)}: ${shade(verdict.standing, verdict.standing)}`;
  return [head, ...lines].map((line) => `${withoutWorkflowCommands(line)}\n`).join("");
}

function evidenceLines({ evidence }: Check): readonly string[] {
  const shown = evidence.slice(0, mostEvidence).map(({ repository, path, line }) => {
    const place = `${inert(path)}:${line}`;
    return repository === undefined ? place : `${inert(repository)}: ${place}`;
  });
  const rest = evidence.length - shown.length;
  return rest > 0 ? [...shown, `and ${rest} more`] : shown;
}
