import { tellClassProps, tellOwnProps } from "../flow/classProps.js";
import { tellImporters } from "../flow/exports.js";
import { tellPublished } from "../flow/published.js";
import { tellParameters } from "../flow/slots.js";
import type { FoldRule } from "../fold/context.js";
import { foldFile, foldRules } from "../fold/foldFile.js";
import { inlineAliases } from "../prune/aliases.js";
import { pruneClassProps } from "../prune/classProps.js";
import { pruneEmptyPatterns } from "../prune/emptyPatterns.js";
import { pruneExports } from "../prune/exports.js";
import { pruneFields } from "../prune/fields.js";
import { pruneImports } from "../prune/imports.js";
import { settleLets } from "../prune/letConst.js";
import { pruneLocals } from "../prune/locals.js";
import { pruneMembers } from "../prune/members.js";
import { pruneMethods } from "../prune/methods.js";
import { pruneObjectMembers } from "../prune/objectMembers.js";
import { pruneParameterProperties } from "../prune/parameterProperties.js";
import { pruneSelectorInputs } from "../prune/selectorInputs.js";
import { pruneSlots } from "../prune/slots.js";
import { collapseWrappers } from "../prune/wrappers.js";
import type { RemovalProject } from "./project.js";
import type { TrackedFile } from "./trackedFile.js";

/** The parts of the engine that a test may replace to see that it notices. */
export interface EngineOptions {
  readonly foldRules?: readonly FoldRule[];
  /** `false` leaves the check for new type errors out. */
  readonly checkTypes?: boolean;
}

const maximumRounds = 400;

/** Simplifies and prunes until nothing changes any more. Returns false where it does not settle. */
export function settle(project: RemovalProject, options: EngineOptions): boolean {
  const rules = options.foldRules ?? foldRules;
  const settled: Settled = new Map();
  let fromScratch = true;
  for (let round = 0; round < maximumRounds; round++) {
    const changed = nextStep(project, rules, settled);
    if (!changed && fromScratch) return true;
    fromScratch = !changed;
    if (fromScratch) settled.clear();
  }
  return false;
}

/**
 * What a step that looks at one file mainly has found settled, by step and path. Other files have a little say in
 * it too, so that a round from scratch comes last.
 */
type Settled = Map<string, string>;

type Step = (file: TrackedFile) => boolean;

function nextStep(
  project: RemovalProject,
  rules: NonNullable<EngineOptions["foldRules"]>,
  settled: Settled,
): boolean {
  const own = (name: string, step: Step): boolean => inEveryFile(project, step, name, settled);
  return (
    own("fold", (file) => foldFile(project, file, rules)) ||
    learnMore(project) ||
    own("lets", (file) => settleLets(project, file)) ||
    own("locals", (file) => pruneLocals(project, file)) ||
    pruneAcross(project) ||
    own("fields", (file) => pruneFields(project, file)) ||
    own("aliases", (file) => inlineAliases(project, file)) ||
    own("wrappers", (file) => collapseWrappers(project, file)) ||
    own("imports", (file) => pruneImports(project, file)) ||
    pruneExports(project) ||
    pruneMethods(project)
  );
}

/** Tells other files, callers and classes what they can know now. */
function learnMore(project: RemovalProject): boolean {
  return (
    tellImporters(project) ||
    tellParameters(project) ||
    tellPublished(project) ||
    tellClassProps(project) ||
    project.files.some(tellOwnProps)
  );
}

/** The steps that change several files at once. */
function pruneAcross(project: RemovalProject): boolean {
  const steps: readonly ((project: RemovalProject, file: TrackedFile) => boolean)[] = [
    pruneSelectorInputs,
    pruneSlots,
    pruneParameterProperties,
    pruneMembers,
    pruneClassProps,
    pruneEmptyPatterns,
    pruneObjectMembers,
  ];
  return steps.some((step) => inEveryFile(project, (file) => step(project, file)));
}

/** Runs a step on each opened file until the file is settled. Returns whether anything changed. */
function inEveryFile(project: RemovalProject, step: Step, name = "", settled?: Settled): boolean {
  let changed = false;
  for (const file of project.files) {
    if (!file.changed && file.constants.size + file.lostMembers.size + file.classProps.size === 0)
      continue;
    const key = `${name}\n${file.path}`;
    if (settled?.get(key) === stateOf(file)) continue;
    for (let round = 0; round < maximumRounds && step(file); round++) changed = true;
    settled?.set(key, stateOf(file));
  }
  return changed;
}

/** Changes whenever the file's text does, or what is known about its names. */
function stateOf(file: TrackedFile): string {
  let known = 0;
  for (const constant of file.constants.values())
    known += 1 + ("members" in constant ? constant.members.size : 0);
  for (const props of file.classProps.values()) known += props.size;
  return `${String(file.revision)} ${String(known)}`;
}
