import type { FlagReference } from "../../reference/model.js";
import type { FileChange } from "../../text/change.js";
import { containsSpan, type Span } from "../../text/span.js";
import { overrulableCodes } from "../model.js";
import { settle, type EngineOptions } from "../plan/engine.js";
import { refusePreconditions } from "../plan/preconditions.js";
import { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { pruneComments } from "../prune/comments.js";
import { seedMentions } from "../seed/mentions.js";
import { seedReads } from "../seed/reads.js";
import { isTestPath } from "../seed/tests.js";
import { parseErrors } from "../syntax/unit.js";
import { seamEdits } from "../text/seams.js";
import type { Edit } from "../text/trackedText.js";
import { refuseLeftovers } from "../verify/leftovers.js";
import { verify } from "../verify/verify.js";
import { dualPathsIn } from "./dualPaths.js";
import { reportEdit, rethrowEdit } from "./fallbacks.js";
import { learnHollowFunctions } from "./hollow.js";
import { keyMentionEdits } from "./keyMentions.js";
import { systemEdits, testEdits } from "./livingFile.js";
import type { StepInput, StepPlan, StepRefusal } from "./model.js";
import { dyingNames, namesLeft, oldReads, type Left, type Origins } from "./origins.js";
import { learnNamedSymbols, refuseAlike, refuseMissing } from "./named.js";
import { deciders, narrowed } from "./readGuards.js";
import { refuseSoleWriters } from "./soleWriter.js";
import { stagedPathsIn } from "./stagedConfig.js";
import { stagedObjectsOf } from "./stagedObjects.js";
import { SystemView } from "./view.js";

/**
 * Plans one step of a migration's end: flags become constants, and what only the old system used goes, all of it in
 * one proven change, or the reasons why there is none. Reads only through `step`; never throws for what it reads.
 */
export function planStep(input: StepInput, options: EngineOptions = {}): StepPlan {
  const project = new RemovalProject(inputOf(input));
  const view = new SystemView(project, input);
  const step = { ...input, folds: input.folds.map((fold) => narrowed(view, input, fold)) };
  refuseEarly(project, step);
  const refusals = learnWhatGoes(view, step);
  const dying = step.takes === "everything" ? dyingNames(view) : new Map();
  const reads = step.takes === "reads" ? oldReads(view, step) : new Map();
  deleteDying(project, step);
  seed(project, view, step);
  const settled =
    isWhole(project) && settle(project, options) && settleFallbacks(project, reads, options);
  if (!settled && !stops(project))
    project.refuse({ code: "not-settled", message: "The change does not settle." });
  refusals.push(...namesLeft(project, dying).map(systemLeft));
  refusals.push(...namesLeft(project, reads).map(readLeft));
  refuseLeftovers(project);
  for (const file of project.changedFiles) {
    if (file.deleted) continue;
    pruneComments(project, file);
    file.apply(seamEdits(file.text));
  }
  if (refusals.length === 0 && !stops(project)) verify(project, options.checkTypes ?? true);
  const refused = refusals.length > 0 || stops(project);
  return {
    refusals: refused ? [...onePerPlace(refusals), ...project.refusals] : [],
    notes: project.notes,
    files: refused ? [] : filesOf(project),
    pruned: refused ? [] : project.pruned,
  };
}

/** Whether every changed file parses: whatever goes on from a text that does not may look right in the end. */
function isWhole(project: RemovalProject): boolean {
  let isSound = true;
  for (const file of project.changedFiles) {
    const [error] = file.deleted ? [] : parseErrors(file.unit.source);
    if (error === undefined) continue;
    const start = Math.max(file.unit.originAt(error.start), 0);
    const message = "What is left here would not parse; take this part out by hand first.";
    const place = { path: file.path, span: { start, end: start } };
    project.refuse({ code: "parse-error", message, place });
    isSound = false;
  }
  return isSound;
}

/** Tells the view what goes besides files, and says why it must not. */
function learnWhatGoes(view: SystemView, step: StepInput): StepRefusal[] {
  if (step.takes === "nothing") return [];
  const isAllowed = step.allow?.includes("system-not-found") === true;
  const unclear = [...(isAllowed ? [] : refuseMissing(view, step)), ...refuseAlike(view, step)];
  if (unclear.length > 0 || step.takes === "reads") return unclear;
  learnNamedSymbols(view, step);
  learnHollowFunctions(view);
  return refuseSoleWriters(view, step);
}

function inputOf(step: StepInput): ConstructorParameters<typeof RemovalProject>[0] {
  const [first] = step.folds;
  return {
    ...step,
    flagKey: first?.flagKey ?? "",
    winningValue: first?.winningValue ?? true,
    references: step.folds.flatMap(({ references }) => references),
    aliases: step.folds.filter((fold) => fold.isPartial !== true).map(({ flagKey }) => flagKey),
  };
}

function refuseEarly(project: RemovalProject, step: StepInput): void {
  for (const fold of step.folds) {
    project.turnTo(fold);
    refusePreconditions(project);
  }
}

/** Whether a refusal of the engine stands that nobody overruled. */
function stops(project: RemovalProject): boolean {
  const allowed = new Set(project.input.allow ?? []);
  return project.refusals.some(({ code }) => !(allowed.has(code) && overrulableCodes.has(code)));
}

function deleteDying(project: RemovalProject, step: StepInput): void {
  if (step.takes !== "everything") return;
  for (const path of step.listFiles()) {
    const file = step.isDying(path) ? project.file(path) : undefined;
    if (file === undefined) continue;
    file.deleted = true;
    project.pruned.push({ kind: "file", name: path, path });
  }
}

function seed(project: RemovalProject, view: SystemView, step: StepInput): void {
  const chosenIn = deciders(view, step);
  const staged = stagedObjectsOf({ project, view, step });
  for (const path of view.paths) {
    const file = project.file(path);
    if (file === undefined || file.deleted) continue;
    const [error] = parseErrors(file.unit.source);
    if (error !== undefined) {
      const span = { start: error.start, end: error.start + error.length };
      const message = "The file does not parse; mend it first.";
      project.refuse({ code: "parse-error", message, place: { path, span } });
      continue;
    }
    const context = { project, step, view, file, deciders: chosenIn, staged };
    const dualPaths = [...stagedPathsIn(context), ...dualPathsIn(context)];
    const gone = dualPaths.flatMap((path) => path.gone);
    const edits = [
      ...dualPaths.flatMap((path) => path.edits),
      ...(step.takes === "everything" ? systemEdits(context) : []),
      ...testEdits(context),
      ...keyMentionEdits(context),
      ...flagEdits(project, step, file, gone),
    ];
    if (!isGone(file)) file.apply(edits);
  }
}

/** Asked anew, because a test file may have died in between. */
function isGone(file: TrackedFile): boolean {
  return file.deleted;
}

function flagEdits(
  project: RemovalProject,
  step: StepInput,
  file: TrackedFile,
  gone: readonly Span[],
): Edit[] {
  return step.folds.flatMap((fold) => {
    project.turnTo(fold);
    // What asks the flag in a wrapper's call goes with the call.
    const own = fold.references.filter(
      ({ path, evaluation }) =>
        path === file.path &&
        !gone.some((span) => containsSpan(evaluation, span) || containsSpan(span, evaluation)),
    );
    const of = (wanted: FlagReference["access"][]): FlagReference[] =>
      own.filter(({ access }) => wanted.includes(access));
    // Tests that set the flag are judged by what they give it.
    const others = isTestPath(file.path) ? [] : of(["mention", "override"]);
    return [...seedReads(project, file, of(["read"])), ...seedMentions(project, file, others)];
  });
}

/** Old reads that only step in when the new one fails give way to the failure. */
function settleFallbacks(project: RemovalProject, reads: Origins, options: EngineOptions): boolean {
  for (let round = 0; round < 20; round++) {
    const [edit] = namesLeft(project, reads).flatMap(({ file, node }) => {
      const found = reportEdit(project, file, node) ?? rethrowEdit(file, node);
      return found === undefined ? [] : [{ file, found }];
    });
    if (edit === undefined) return true;
    if (!edit.file.apply([edit.found]) || !settle(project, options)) return false;
  }
  return false;
}

function systemLeft({ file, node, origin }: Left): StepRefusal {
  return {
    code: "old-system-left",
    message: `\`${node.text}\` is of the old system and would be left here; take it out by hand first.`,
    place: { path: file.path, span: { start: origin, end: origin + node.text.length } },
  };
}

function readLeft({ file, node, origin }: Left): StepRefusal {
  return {
    code: "old-read-left",
    message: `\`${node.text}\` reads the old system here whatever the read flag says; let the new one answer first.`,
    place: { path: file.path, span: { start: origin, end: origin + node.text.length } },
  };
}

/** One refusal for each line is enough to find the place. */
function onePerPlace(refusals: readonly StepRefusal[]): StepRefusal[] {
  const seen = new Set<string>();
  return refusals.filter(({ place }) => {
    const key = `${place?.path ?? ""}\n${String(place?.span.start ?? 0)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function filesOf(project: RemovalProject): FileChange[] {
  return project.changedFiles.map((file): FileChange => ({
    path: file.path,
    kind: file.deleted ? "delete" : "edit",
    edits: file.deleted ? [] : file.text.originalEdits(file.originalText),
    oldText: file.originalText,
    newText: file.deleted ? "" : file.text.text,
  }));
}
