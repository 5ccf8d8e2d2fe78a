import type { Analysis, Place, RemovalPlan } from "@halyard/core";
import { inert } from "../terminal/inert.js";

const prunedTitles = {
  file: "Files that nothing imports any more",
  export: "Exports",
  local: "Local names",
  import: "Imports",
  parameter: "Parameters with their arguments",
  prop: "Props and options",
  member: "Class members",
  test: "Tests of the losing side",
  registry: "Registry entries",
} as const;

/** The plan as a summary for a pull request. */
export function removalMarkdown(analysis: Analysis, plan: RemovalPlan): string {
  const lines = [`## Remove the flag ${code(plan.flagKey)}`, ""];
  if (plan.refusals.length > 0) {
    lines.push("Nothing is changed; these places have to be settled first:", "");
    for (const { code: id, message, place } of plan.refusals)
      lines.push(`- ${placeText(analysis, place)}${inert(message)} (${code(id)})`);
    return `${lines.join("\n")}\n`;
  }
  const value = JSON.stringify(plan.winningValue);
  lines.push(
    `Every read of the flag is replaced by ${code(value)}; what can no longer run is gone.`,
    "",
  );
  lines.push("| File | Change |", "| --- | --- |");
  for (const { path, kind, oldText, newText } of plan.files) {
    const change =
      kind === "delete" ? "deleted" : `${lineCount(oldText)} → ${lineCount(newText)} lines`;
    lines.push(`| ${code(path)} | ${change} |`);
  }
  for (const [kind, title] of Object.entries(prunedTitles)) {
    const names = [
      ...new Set(plan.pruned.filter((one) => one.kind === kind).map(({ name }) => name)),
    ];
    if (names.length > 0) lines.push("", `**${title}:** ${names.map(code).join(", ")}`);
  }
  if (plan.notes.length > 0) {
    lines.push("", "### To look at", "");
    for (const { message, place } of plan.notes)
      lines.push(`- ${placeText(analysis, place)}${inert(message)}`);
  }
  return `${lines.join("\n")}\n`;
}

function lineCount(text: string): string {
  return String(text === "" ? 0 : text.replace(/\n$/u, "").split("\n").length);
}

function code(text: string): string {
  const plain = inert(text).replaceAll("`", "'").replaceAll("|", "\\|");
  return `\`${plain}\``;
}

function placeText(analysis: Analysis, place: Place | undefined): string {
  if (place === undefined) return "";
  return `${code(`${place.path}:${String(analysis.rangeOf(place).start.line)}`)}: `;
}
