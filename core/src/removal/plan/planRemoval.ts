import type { FlagReference } from "../../reference/model.js";
import type { FileChange } from "../../text/change.js";
import type { RemovalInput, RemovalPlan } from "../model.js";
import { overrulableCodes } from "../model.js";
import { pruneComments } from "../prune/comments.js";
import { noteDroppedHooks } from "../prune/fetches.js";
import { removeRegistryEntries } from "../registry/entries.js";
import { seedMentions } from "../seed/mentions.js";
import { seedReads } from "../seed/reads.js";
import { scriptKindOf, parseErrors } from "../syntax/unit.js";
import { seamEdits } from "../text/seams.js";
import { differenceOf } from "../text/trackedText.js";
import { refuseLeftovers } from "../verify/leftovers.js";
import { verify } from "../verify/verify.js";
import { settle, type EngineOptions } from "./engine.js";
import { refusePreconditions } from "./preconditions.js";
import { RemovalProject } from "./project.js";

/**
 * Plans the removal of one flag: the whole change, proven, or the reasons why there is none. Reads only through
 * `input`; never throws for what it reads.
 */
export function planRemoval(input: RemovalInput, options: EngineOptions = {}): RemovalPlan {
  const project = new RemovalProject(input);
  refusePreconditions(project);
  seed(project);
  if (stops(project)) return answer(project, []);
  if (!settle(project, options)) {
    const message = "The change does not settle; please report this flag.";
    project.refuse({ code: "not-settled", message });
  }
  refuseLeftovers(project);
  for (const file of project.changedFiles) {
    if (file.deleted) continue;
    noteDroppedHooks(project, file);
    pruneComments(project, file);
    file.apply(seamEdits(file.text));
  }
  if (!stops(project)) verify(project, options.checkTypes ?? true);
  return answer(project, stops(project) ? [] : filesOf(project));
}

/** Whether a refusal stands that nobody overruled. */
function stops(project: RemovalProject): boolean {
  const allowed = new Set(project.input.allow ?? []);
  return project.refusals.some(({ code }) => !(allowed.has(code) && overrulableCodes.has(code)));
}

function seed(project: RemovalProject): void {
  const byFile = new Map<string, FlagReference[]>();
  for (const reference of project.input.references) {
    const known = byFile.get(reference.path);
    if (known === undefined) byFile.set(reference.path, [reference]);
    else known.push(reference);
  }
  for (const [path, references] of byFile) {
    const file = project.file(path);
    const [first] = references;
    if (file === undefined) {
      const isCode = scriptKindOf(path) !== undefined;
      const place = first && { path, span: first.span };
      const message = isCode
        ? "The file is gone since the index was made; run the command again."
        : "The flag is read in a kind of file that Halyard cannot change; change it by hand first.";
      project.refuse({
        code: isCode ? "file-changed" : "unsupported-file",
        message,
        ...(place && { place }),
      });
      continue;
    }
    const [error] = parseErrors(file.unit.source);
    if (error !== undefined) {
      const span = { start: error.start, end: error.start + error.length };
      project.refuse({
        code: "parse-error",
        message: "The file does not parse; mend it first.",
        place: { path, span },
      });
      continue;
    }
    const reads = references.filter((reference) => reference.access === "read");
    const others = references.filter((reference) => reference.access !== "read");
    file.apply([...seedReads(project, file, reads), ...seedMentions(project, file, others)]);
  }
  removeRegistryEntries(project);
}

function answer(project: RemovalProject, files: readonly FileChange[]): RemovalPlan {
  const { input, refusals, notes, pruned } = project;
  const overruled = files.length > 0 ? refusals : [];
  const overruledNotes = overruled.map((refusal) => ({
    kind: "overruled" as const,
    message: `Overruled ${refusal.code}: ${refusal.message}`,
    ...(refusal.place && { place: refusal.place }),
  }));
  return {
    flagKey: input.flagKey,
    winningValue: input.winningValue,
    refusals: stops(project) ? refusals : [],
    notes: [...notes, ...overruledNotes],
    files,
    pruned: stops(project) ? [] : pruned,
  };
}

function filesOf(project: RemovalProject): FileChange[] {
  const code = project.changedFiles.map((file): FileChange => ({
    path: file.path,
    kind: file.deleted ? "delete" : "edit",
    edits: file.deleted ? [] : file.text.originalEdits(file.originalText),
    oldText: file.originalText,
    newText: file.deleted ? "" : file.text.text,
  }));
  const data = [...project.data].map(([path, { oldText, newText }]): FileChange => ({
    path,
    kind: "edit",
    edits: differenceOf(oldText, newText),
    oldText,
    newText,
  }));
  return [...code, ...data].sort((a, b) => (a.path < b.path ? -1 : 1));
}
