import type { Analysis, Place, RemovalPlan } from "@halyard/core";
import { placeText } from "../output/place.js";
import { inert, withoutWorkflowCommands } from "../terminal/inert.js";
import { paintFor } from "../terminal/paint.js";
import type { Terminal } from "../terminal/terminal.js";

/** What a person should know beside the diff: refusals, notes and a count, one per line. */
export function removalReport(analysis: Analysis, plan: RemovalPlan, terminal: Terminal): string {
  const paint = paintFor(terminal);
  const lines = plan.refusals.map(({ code, message, place }) => {
    const where = paint("underline", whereText(analysis, place));
    return `${where}${paint("red", "refused")} ${inert(message)} ${paint("dim", `(${code})`)}`;
  });
  for (const { kind, message, place } of plan.notes) {
    const where = paint("underline", whereText(analysis, place));
    lines.push(`${where}${paint("yellow", "note")} ${inert(message)} ${paint("dim", `(${kind})`)}`);
  }
  lines.push(countText(plan));
  return lines.map((line) => `${withoutWorkflowCommands(line)}\n`).join("");
}

function whereText(analysis: Analysis, place: Place | undefined): string {
  if (place === undefined) return "";
  return `${inert(placeText(analysis, place))} `;
}

/** One sentence on the size of the change. */
function countText(plan: RemovalPlan): string {
  const key = inert(plan.flagKey);
  if (plan.refusals.length > 0) return `Nothing is changed: ${key} cannot be removed yet.`;
  if (plan.files.length === 0) return `There is nothing to remove: no file mentions ${key}.`;
  const deleted = plan.files.filter(({ kind }) => kind === "delete").length;
  const edited = plan.files.length - deleted;
  const deletions = deleted === 0 ? "" : ` and ${count(deleted, "file")} to delete`;
  return `${key} = ${JSON.stringify(plan.winningValue)}: ${count(edited, "file")} to change${deletions}.`;
}

function count(amount: number, noun: string): string {
  return `${String(amount)} ${noun}${amount === 1 ? "" : "s"}`;
}
