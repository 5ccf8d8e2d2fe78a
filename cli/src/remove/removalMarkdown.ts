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

/** The plan as a summary for a pull request: what was kept, dropped and pruned, and what still names the flag. */
export function removalMarkdown(analysis: Analysis, plan: RemovalPlan): string {
  return `## ${titleOf(plan)}\n\n${body(analysis, plan)}`;
}

/** The plan as a commit message: a subject line and the summary. */
export function commitMessage(analysis: Analysis, plan: RemovalPlan): string {
  return `Remove the flag ${inert(plan.flagKey)}\n\n${body(analysis, plan)}`;
}

function titleOf({ flagKey }: RemovalPlan): string {
  return `Remove the flag ${code(flagKey)}`;
}

function body(analysis: Analysis, plan: RemovalPlan): string {
  const sections =
    plan.refusals.length > 0
      ? [refused(analysis, plan)]
      : [
          kept(analysis, plan),
          dropped(plan),
          pruned(plan),
          mentioned(analysis, plan),
          toLookAt(analysis, plan),
        ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function refused(analysis: Analysis, plan: RemovalPlan): string[] {
  return [
    "Nothing is changed; these places have to be settled first:",
    "",
    ...plan.refusals.map(
      ({ code: id, message, place }) =>
        `- ${placeText(analysis, place)}${inert(message)} (${code(id)})`,
    ),
  ];
}

/** The value that stays, and every read that gives way to it. */
function kept(analysis: Analysis, plan: RemovalPlan): string[] {
  const value = code(JSON.stringify(plan.winningValue));
  const reads = analysis.index
    .referencesTo(plan.flagKey)
    .filter(({ access }) => access === "read")
    .map((reference) => lineOf(analysis, { path: reference.path, span: reference.evaluation }));
  const places = [...new Set(reads)];
  return [
    "### Kept",
    "",
    places.length === 0
      ? `The value ${value}. No code reads the flag.`
      : `The code for ${value}, in place of ${count(reads.length, "read")} of the flag: ${places.join(", ")}.`,
  ];
}

/** What goes with the losing side, file by file. */
function dropped(plan: RemovalPlan): string[] {
  if (plan.files.length === 0) return ["### Dropped", "", "Nothing: no file mentions the flag."];
  const rows = plan.files.map(({ path, kind, oldText, newText }) => {
    const change =
      kind === "delete" ? "deleted" : `${lineCount(oldText)} → ${lineCount(newText)} lines`;
    return `| ${code(path)} | ${change} |`;
  });
  return [
    "### Dropped",
    "",
    "What can no longer run is gone.",
    "",
    "| File | Change |",
    "| --- | --- |",
    ...rows,
  ];
}

/** What nothing uses any more, by kind. */
function pruned(plan: RemovalPlan): string[] {
  const lines = Object.entries(prunedTitles).flatMap(([kind, title]) => {
    const names = new Set(
      plan.pruned.filter((one) => one.kind === kind).map(({ name }) => code(name)),
    );
    return names.size === 0 ? [] : [`- ${title}: ${[...names].join(", ")}`];
  });
  return lines.length === 0 ? [] : ["### Pruned", "", ...lines];
}

/** Documents, YAML and files of other languages, which a removal leaves to people. */
function mentioned(analysis: Analysis, plan: RemovalPlan): string[] {
  const notes = plan.notes.filter(({ kind }) => kind === "still-mentioned");
  if (notes.length === 0) return [];
  return ["### Still mentions the flag", "", ...noted(analysis, notes)];
}

function toLookAt(analysis: Analysis, plan: RemovalPlan): string[] {
  const notes = plan.notes.filter(({ kind }) => kind !== "still-mentioned");
  return notes.length === 0 ? [] : ["### To look at", "", ...noted(analysis, notes)];
}

function noted(analysis: Analysis, notes: RemovalPlan["notes"]): string[] {
  return notes.map(({ message, place }) => `- ${placeText(analysis, place)}${inert(message)}`);
}

function lineCount(text: string): string {
  return String(text === "" ? 0 : text.replace(/\n$/u, "").split("\n").length);
}

function count(amount: number, noun: string): string {
  return `${String(amount)} ${noun}${amount === 1 ? "" : "s"}`;
}

function code(text: string): string {
  const plain = inert(text).replaceAll("`", "'").replaceAll("|", "\\|");
  return `\`${plain}\``;
}

function placeText(analysis: Analysis, place: Place | undefined): string {
  return place === undefined ? "" : `${lineOf(analysis, place)}: `;
}

function lineOf(analysis: Analysis, place: Place): string {
  return code(`${place.path}:${String(analysis.rangeOf(place).start.line)}`);
}
