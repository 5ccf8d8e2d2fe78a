import { tellImporters } from "../flow/exports.js";
import { tellPublished } from "../flow/published.js";
import { tellParameters } from "../flow/slots.js";
import type { FoldRule } from "../fold/context.js";
import { foldFile, foldRules } from "../fold/foldFile.js";
import { pruneExports } from "../prune/exports.js";
import { pruneFields } from "../prune/fields.js";
import { pruneImports } from "../prune/imports.js";
import { settleLets } from "../prune/letConst.js";
import { pruneLocals } from "../prune/locals.js";
import { pruneMembers } from "../prune/members.js";
import { pruneObjectMembers } from "../prune/objectMembers.js";
import { pruneSlots } from "../prune/slots.js";
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
  for (let round = 0; round < maximumRounds; round++) {
    if (!nextStep(project, rules)) return true;
  }
  return false;
}

function nextStep(
  project: RemovalProject,
  rules: NonNullable<EngineOptions["foldRules"]>,
): boolean {
  if (inEveryFile(project, (file) => foldFile(project, file, rules))) return true;
  if (tellImporters(project) || tellParameters(project)) return true;
  if (tellPublished(project)) return true;
  if (inEveryFile(project, (file) => settleLets(project, file))) return true;
  if (inEveryFile(project, (file) => pruneLocals(project, file))) return true;
  if (inEveryFile(project, (file) => pruneSlots(project, file))) return true;
  if (inEveryFile(project, (file) => pruneMembers(project, file))) return true;
  if (inEveryFile(project, (file) => pruneObjectMembers(project, file))) return true;
  if (inEveryFile(project, (file) => pruneFields(project, file))) return true;
  if (inEveryFile(project, (file) => pruneImports(project, file))) return true;
  return pruneExports(project);
}

/** Runs a step on each opened file until the file is settled. Returns whether anything changed. */
function inEveryFile(project: RemovalProject, step: (file: TrackedFile) => boolean): boolean {
  let changed = false;
  for (const file of project.files) {
    if (!file.changed && file.constants.size === 0) continue;
    for (let round = 0; round < maximumRounds && step(file); round++) changed = true;
  }
  return changed;
}
