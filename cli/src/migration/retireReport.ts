import type { Analysis, Place, Retirement, RetirementStep } from "@halyard/core";
import { placeText } from "../output/place.js";
import { inert, withoutWorkflowCommands } from "../terminal/inert.js";
import { paintFor, type Style } from "../terminal/paint.js";
import type { Terminal } from "../terminal/terminal.js";

const styles: Readonly<Record<RetirementStep["state"], Style>> = {
  done: "dim",
  ready: "green",
  planned: "cyan",
  refused: "red",
  waiting: "dim",
};

/** What a person should know beside the diffs: the steps with their states, refusals, notes, and what comes after. */
export function retireReport(analysis: Analysis, plan: Retirement, terminal: Terminal): string {
  const paint = paintFor(terminal);
  const lines: string[] = [];
  for (const step of plan.steps) {
    const title = `${String(step.number)}. ${inert(step.title)}`;
    lines.push(`${paint("bold", title)} ${paint(styles[step.state], stateText(step))}`);
    for (const { code, message, place } of step.refusals)
      lines.push(`   ${at(analysis, place)}${paint("red", "refused")} ${inert(message)} (${code})`);
    for (const { kind, message, place } of step.notes)
      lines.push(`   ${at(analysis, place)}${paint("yellow", "note")} ${inert(message)} (${kind})`);
  }
  lines.push(paint("bold", "Afterwards"), ...plan.afterwards.map((one) => `   ${inert(one)}`));
  return lines.map((line) => `${withoutWorkflowCommands(line)}\n`).join("");
}

/** The state in words, with the size of the change. */
export function stateText({ state, files }: RetirementStep): string {
  switch (state) {
    case "done":
      return "done";
    case "ready":
      return `ready, ${filesText(files.length)}`;
    case "planned":
      return `planned for when the steps before it are deployed, ${filesText(files.length)}`;
    case "refused":
      return "refused";
    case "waiting":
      return "waits for the step that is refused";
  }
}

function filesText(count: number): string {
  return `${String(count)} file${count === 1 ? "" : "s"}`;
}

function at(analysis: Analysis, place: Place | undefined): string {
  if (place === undefined) return "";
  return `${inert(placeText(analysis, place))} `;
}
