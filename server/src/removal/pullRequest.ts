import type { RemovalNote, RemovalPlan } from "@halyard/core";
import type { RemovalPreview } from "../protocol/removal.js";
import { code, counted, plain } from "../text/words.js";

const prunedTitles: Readonly<Record<RemovalPlan["pruned"][number]["kind"], string>> = {
  file: "Files that nothing imports any more",
  export: "Exports",
  local: "Local names",
  import: "Imports",
  parameter: "Parameters with their arguments",
  prop: "Props and options",
  member: "Class members",
  test: "Tests of the losing side",
  registry: "Registry entries",
};

/** The text of a pull request that makes a removal: what stays, what goes, and what a reviewer should look at. */
export function pullRequestOf(plan: RemovalPlan): RemovalPreview["pullRequest"] {
  const { flagKey } = plan;
  const title = `Remove the flag ${flagKey}`;
  const body = [keptLine(plan), filesTable(plan), prunedLines(plan), notesLines(plan.notes)]
    .filter((part) => part !== "")
    .join("\n\n");
  return {
    branch: `remove-flag/${flagKey.replace(/[^\w.-]+/gu, "-")}`,
    title,
    body: `${body}\n`,
    commitMessage: `${title}\n\n${commitBody(plan)}\n`,
  };
}

function keptLine({ winningValue, files }: RemovalPlan): string {
  if (files.length === 0) return "Nothing is changed.";
  const value = winningValue === undefined ? "the value" : code(JSON.stringify(winningValue));
  return `Every read of the flag is replaced by ${value}; what can no longer run is gone.`;
}

function filesTable({ files }: RemovalPlan): string {
  if (files.length === 0) return "";
  const rows = files.map(
    ({ path, kind, edits }) =>
      `| ${code(path)} | ${kind === "delete" ? "deleted" : counted(edits.length, "edit")} |`,
  );
  return ["| File | Change |", "| --- | --- |", ...rows].join("\n");
}

function prunedLines({ pruned }: RemovalPlan): string {
  return Object.entries(prunedTitles)
    .flatMap(([kind, title]) => {
      const names = pruned.filter((one) => one.kind === kind).map(({ name }) => code(name));
      return names.length === 0 ? [] : [`**${title}:** ${[...new Set(names)].join(", ")}`];
    })
    .join("\n\n");
}

function notesLines(notes: readonly RemovalNote[]): string {
  if (notes.length === 0) return "";
  const lines = notes.map(({ message, place }) => {
    const where = place === undefined ? "" : `${code(place.path)}: `;
    return `- ${where}${plain(message)}`;
  });
  return ["### To look at", "", ...lines].join("\n");
}

function commitBody({ winningValue, files }: RemovalPlan): string {
  const value = winningValue === undefined ? "its winning value" : JSON.stringify(winningValue);
  return `Keeps ${value} in ${counted(files.length, "file")}.`;
}
