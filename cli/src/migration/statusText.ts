import type { Analysis, Migration, MigrationCall } from "@halyard/core";
import { placeText } from "../output/place.js";
import { inert, withoutWorkflowCommands } from "../terminal/inert.js";
import { paintFor } from "../terminal/paint.js";
import type { Terminal } from "../terminal/terminal.js";

/** One migration in full: its stage with the evidence, what is in the way, and what is left in the code. */
export function statusText(analysis: Analysis, migration: Migration, terminal: Terminal): string {
  const paint = paintFor(terminal);
  const { id, description, owner, declared, computed, next } = migration;
  const heading = (text: string): string => `\n${paint("bold", text)}`;
  const lines = [paint("bold", inert(id))];
  if (description !== undefined) lines.push(inert(description));
  if (owner !== undefined) lines.push(`Owner: ${inert(owner)}`);
  lines.push(heading("Stage"), `  ${stageText(computed, declared)}`);
  for (const { role, flagKey, reason } of migration.evidence)
    lines.push(`  ${role} ${inert(flagKey)}: ${inert(reason)}`);
  lines.push(heading(next === undefined ? "Next" : `In the way of ${next}`));
  const inTheWay = migration.blockers.map((one) => `  ${inert(one)}`);
  lines.push(...(inTheWay.length > 0 ? inTheWay : ["  nothing"]));
  lines.push(...leftLines(analysis, migration, heading));
  return withoutWorkflowCommands(`${lines.join("\n")}\n`);
}

function stageText(computed: string | undefined, declared: string): string {
  if (computed === undefined) return `declared ${declared}; production's flags do not tell`;
  return computed === declared ? computed : `${computed}, but the registry says ${declared}`;
}

function leftLines(
  analysis: Analysis,
  migration: Migration,
  heading: (text: string) => string,
): string[] {
  if (!migration.codeKnown) return [heading("Code"), "  could not be looked at"];
  const lines: string[] = [];
  for (const side of ["old", "new"] as const) {
    const calls = migration.calls.filter((call) => call.side === side);
    lines.push(heading(`Calls of ${inert(migration[side].name)} (${side})`));
    lines.push(...(calls.length > 0 ? calls.map((call) => callLine(analysis, call)) : ["  none"]));
  }
  if (migration.unknownCalls.length > 0) {
    lines.push(heading("Not known"));
    for (const { place, message } of migration.unknownCalls)
      lines.push(`  ${inert(placeText(analysis, place))}  ${inert(message)}`);
  }
  return lines;
}

function callLine(
  analysis: Analysis,
  { operation, symbol, place, purpose }: MigrationCall,
): string {
  const why = purpose === "serve" ? "" : ` (${purpose})`;
  return `  ${inert(placeText(analysis, place))}  ${operation} ${inert(symbol.text.split("#").pop() ?? "")}${why}`;
}
