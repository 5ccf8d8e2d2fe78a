import {
  lineCount,
  type Analysis,
  type Place,
  type Retirement,
  type RetirementStep,
} from "@halyard/core";
import { markdownCode, markdownText } from "../formatters/markdownText.js";
import { stateText } from "./retireReport.js";

/** The steps as an outline for a pull request or a ticket. */
export function retireMarkdown(analysis: Analysis, plan: Retirement): string {
  const lines = [`## Take the migration ${markdownCode(plan.migrationId)} apart`];
  for (const step of plan.steps) lines.push("", ...stepLines(analysis, step));
  lines.push("", "### Afterwards", "", ...plan.afterwards.map((one) => `- ${one}`));
  return `${lines.join("\n")}\n`;
}

function stepLines(analysis: Analysis, step: RetirementStep): string[] {
  const lines = [`### Step ${String(step.number)}: ${markdownText(step.title)}`, ""];
  lines.push(`State: ${stateText(step)}.`);
  if (step.flagKeys.length > 0)
    lines.push("", `Flags that leave the code: ${step.flagKeys.map(markdownCode).join(", ")}`);
  if (step.files.length > 0) {
    lines.push("", "| File | Change |", "| --- | --- |");
    for (const { path, kind, oldText, newText } of step.files) {
      const change =
        kind === "delete"
          ? "deleted"
          : `${String(lineCount(oldText))} → ${String(lineCount(newText))} lines`;
      lines.push(`| ${markdownCode(path)} | ${change} |`);
    }
  }
  const tests = step.pruned.filter(({ kind }) => kind === "test").map(({ name }) => name);
  if (tests.length > 0)
    lines.push("", `Tests that go: ${tests.map((name) => markdownText(name)).join("; ")}`);
  for (const { code, message, place } of step.refusals)
    lines.push(
      "",
      `- ${placeText(analysis, place)}${markdownText(message)} (${markdownCode(code)})`,
    );
  for (const { message, place } of step.notes)
    lines.push("", `- ${placeText(analysis, place)}${markdownText(message)}`);
  return lines;
}

function placeText(analysis: Analysis, place: Place | undefined): string {
  if (place === undefined) return "";
  return `${markdownCode(`${place.path}:${String(analysis.rangeOf(place).start.line)}`)}: `;
}
