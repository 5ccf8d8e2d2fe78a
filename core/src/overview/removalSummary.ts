import type { Analysis } from "../analysis/analysis.js";
import type { RemovalPlan } from "../removal/model.js";
import { lineCount } from "../text/lineCount.js";
import type { Place } from "../text/span.js";

/** What people are told of a removal, in Markdown but for the titles: what was kept, dropped and pruned, and why. */
export interface RemovalSummary {
  /** Of a pull request or a commit. */
  readonly title: string;
  /** Of a pull request. */
  readonly body: string;
  /** The body below a heading. */
  readonly markdown: string;
  /** The title and the body. */
  readonly commitMessage: string;
}

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

/** Makes text of the workspace harmless where the summary is shown. */
type Inert = (text: string) => string;

/** What is told, and how. */
interface Telling {
  readonly analysis: Analysis;
  readonly plan: RemovalPlan;
  readonly inert: Inert;
}

/** The plan as a summary, and what still names the flag. `inert` makes names and messages fit for the face's output. */
export function removalSummary(
  analysis: Analysis,
  plan: RemovalPlan,
  inert: Inert,
): RemovalSummary {
  const title = `Remove the flag ${inert(plan.flagKey)}`;
  const body = bodyOf({ analysis, plan, inert });
  const markdown = `## Remove the flag ${codeOf(plan.flagKey, inert)}\n\n${body}`;
  return { title, body, markdown, commitMessage: `${title}\n\n${body}` };
}

function bodyOf(telling: Telling): string {
  const sections =
    telling.plan.refusals.length > 0
      ? [refused(telling)]
      : [kept, dropped, pruned, mentioned, toLookAt].map((part) => part(telling));
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function refused(telling: Telling): string[] {
  const { plan, inert } = telling;
  return [
    "Nothing is changed; these places have to be settled first:",
    "",
    ...plan.refusals.map(
      ({ code: id, message, place }) =>
        `- ${placeText(telling, place)}${inert(message)} (${codeOf(id, inert)})`,
    ),
  ];
}

/** The value that stays, and every read that gives way to it. */
function kept(telling: Telling): string[] {
  const { analysis, plan, inert } = telling;
  const value = codeOf(JSON.stringify(plan.winningValue), inert);
  const reads = analysis.index
    .referencesTo(plan.flagKey)
    .filter(({ access }) => access === "read")
    .map((reference) => lineOf(telling, { path: reference.path, span: reference.evaluation }));
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
function dropped({ plan, inert }: Telling): string[] {
  if (plan.files.length === 0) return ["### Dropped", "", "Nothing: no file mentions the flag."];
  const rows = plan.files.map(({ path, kind, oldText, newText }) => {
    const change =
      kind === "delete"
        ? "deleted"
        : `${String(lineCount(oldText))} → ${String(lineCount(newText))} lines`;
    return `| ${codeOf(path, inert)} | ${change} |`;
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
function pruned({ plan, inert }: Telling): string[] {
  const lines = Object.entries(prunedTitles).flatMap(([kind, title]) => {
    const names = new Set(
      plan.pruned.filter((one) => one.kind === kind).map(({ name }) => codeOf(name, inert)),
    );
    return names.size === 0 ? [] : [`- ${title}: ${[...names].join(", ")}`];
  });
  return lines.length === 0 ? [] : ["### Pruned", "", ...lines];
}

/** Documents, YAML and files of other languages, which a removal leaves to people. */
function mentioned(telling: Telling): string[] {
  const notes = telling.plan.notes.filter(({ kind }) => kind === "still-mentioned");
  if (notes.length === 0) return [];
  return ["### Still mentions the flag", "", ...noted(telling, notes)];
}

function toLookAt(telling: Telling): string[] {
  const notes = telling.plan.notes.filter(({ kind }) => kind !== "still-mentioned");
  return notes.length === 0 ? [] : ["### To look at", "", ...noted(telling, notes)];
}

function noted(telling: Telling, notes: RemovalPlan["notes"]): string[] {
  return notes.map(
    ({ message, place }) => `- ${placeText(telling, place)}${telling.inert(message)}`,
  );
}

function count(amount: number, noun: string): string {
  return `${String(amount)} ${noun}${amount === 1 ? "" : "s"}`;
}

function codeOf(text: string, inert: Inert): string {
  const plain = inert(text).replaceAll("`", "'").replaceAll("|", "\\|");
  return `\`${plain}\``;
}

function placeText(telling: Telling, place: Place | undefined): string {
  return place === undefined ? "" : `${lineOf(telling, place)}: `;
}

function lineOf({ analysis, inert }: Telling, place: Place): string {
  return codeOf(`${place.path}:${String(analysis.rangeOf(place).start.line)}`, inert);
}
