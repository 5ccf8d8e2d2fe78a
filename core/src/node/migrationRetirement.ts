import { allAdapters } from "../adapters/all.js";
import { adaptersNamed } from "../config/adapterNames.js";
import { indexTexts } from "../index/indexTexts.js";
import { ModuleResolver } from "../index/moduleResolution.js";
import { declaredMigrations, type DeclaredMigration } from "../migration/declared.js";
import type { SystemSymbol } from "../migration/model.js";
import type { FlagReference, ReferenceView } from "../reference/model.js";
import type { RemovalNote } from "../removal/model.js";
import { specifierPattern } from "../removal/plan/importers.js";
import type { FlagFold, StepInput, StepPlan, StepRefusal } from "../removal/systems/model.js";
import { planStep } from "../removal/systems/planStep.js";
import { afterwardsOf } from "../retire/afterwards.js";
import { dyingFiles } from "../retire/dying.js";
import type { Retirement, RetirementStep } from "../retire/model.js";
import { unreadiness } from "../retire/readiness.js";
import { registryChange } from "../retire/registryChange.js";
import { outlineOf, type StepOutline } from "../retire/steps.js";
import type { FileChange } from "../text/change.js";
import { didYouMean } from "../text/didYouMean.js";
import { mentionsLeft } from "./mentionsLeft.js";
import { Overlay } from "./overlay.js";
import { packagesLeft } from "./packagesLeft.js";
import { publicEntriesOf } from "./publicEntries.js";
import type { ReadableWorkspace } from "./workspace.js";

/** Which migration to take apart, and what a person overrules. */
export interface RetirementOptions {
  readonly migrationId: string;
  /** Refusal codes that a person overrules. */
  readonly allow?: readonly string[];
}

const sourceFile = /\.(?:[mc]?[jt]sx?|vue|svelte)$/u;

/** Refusals of readiness that a person may overrule, as those of a removal. */
const overrulable: ReadonlySet<string> = new Set(["verdict-not-constant"]);

/**
 * Plans how a migration is taken apart: each step on the code as the steps before it leave it, proven, or refused with
 * codes, places and reasons. Reads files, writes nothing, throws for nothing that it reads.
 */
export async function retirementOf(
  workspace: ReadableWorkspace,
  options: RetirementOptions,
): Promise<Retirement> {
  const declared = declaredMigrations(workspace.analysis.registries);
  const migration = declared.find(({ id }) => id === options.migrationId);
  if (migration === undefined) {
    return unknownMigration(
      options.migrationId,
      declared.map(({ id }) => id),
    );
  }
  const overlay = new Overlay(workspace);
  const steps: RetirementStep[] = [];
  for (const outline of outlineOf(migration)) {
    const session = { workspace, migration, overlay, options };
    const step = await planned(session, outline, steps);
    overlay.apply(step.files);
    steps.push(step);
  }
  return { migrationId: migration.id, refusals: [], steps, afterwards: afterwardsOf(migration) };
}

interface Session {
  readonly workspace: ReadableWorkspace;
  readonly migration: DeclaredMigration;
  readonly overlay: Overlay;
  readonly options: RetirementOptions;
}

function unknownMigration(id: string, known: readonly string[]): Retirement {
  const guess = didYouMean(id, known);
  const hint =
    guess !== undefined
      ? `did you mean \`${guess}\`?`
      : known.length === 0
        ? "no registry declares a migration."
        : `known are ${known.map((one) => `\`${one}\``).join(", ")}.`;
  const message = `There is no migration \`${id}\`: ${hint}`;
  return {
    migrationId: id,
    refusals: [{ code: "unknown-migration", message }],
    steps: [],
    afterwards: [],
  };
}

/** A step that takes the system out takes the kill switch along where only the system's own files ask it. */
function withOrphans(
  { migration }: Session,
  outline: StepOutline,
  index: ReferenceView,
): StepOutline {
  if (outline.takes !== "everything") return outline;
  const dying = dyingFiles(migration);
  const known = new Set(outline.flags.map(({ flagKey }) => flagKey));
  const orphans = outlineOf(migration)
    .flatMap(({ flags }) => flags)
    .filter(({ flagKey, isPartial }) => {
      if (isPartial || known.has(flagKey)) return false;
      const asked = index.referencesTo(flagKey).filter(({ access }) => access === "read");
      return asked.length > 0 && asked.every(({ path }) => dying.isDying(path));
    });
  return { ...outline, flags: [...outline.flags, ...orphans] };
}

/** One step on the present state, which later steps take for granted. */
async function planned(
  session: Session,
  planning: StepOutline,
  before: readonly RetirementStep[],
): Promise<RetirementStep> {
  const index = await indexOf(session);
  const outline = withOrphans(session, planning, index);
  const base = {
    number: before.length + 1,
    kind: outline.kind,
    title: outline.title,
    flagKeys: outline.flags.filter((flag) => !flag.isPartial).map(({ flagKey }) => flagKey),
    refusals: [],
    notes: [],
    files: [],
    pruned: [],
  };
  if (before.some(({ state }) => state === "refused" || state === "waiting"))
    return { ...base, state: "waiting" };
  const { migration, workspace, options } = session;
  const refusals = unreadiness(migration, outline, (flag) => workspace.analysis.verdictOf(flag));
  const standing = refusals.filter(
    ({ code }) => !(overrulable.has(code) && options.allow?.includes(code) === true),
  );
  if (isDone(session, outline, index)) return { ...base, state: "done" };
  if (standing.length > 0) return { ...base, state: "refused", refusals: standing };
  const input = stepInputOf(session, outline, index);
  const plan = planStep(input);
  if (isEmpty(session, outline, index, plan)) return { ...base, state: "done" };
  const left = plan.refusals.length > 0 ? [] : await referencesLeft(session, plan, base.flagKeys);
  const stops = [...plan.refusals, ...left];
  if (stops.length > 0) return { ...base, state: "refused", refusals: stops };
  const files = withRegistry(session, outline, plan.files);
  const notes = [...plan.notes, ...overruled(refusals), ...notesOf(session, outline, files)];
  const state = before.some((step) => step.state !== "done") ? "planned" : "ready";
  return { ...base, state, files, notes, pruned: plan.pruned };
}

function overruled(refusals: readonly StepRefusal[]): RemovalNote[] {
  return refusals.map(({ code, message, place }) => ({
    kind: "overruled",
    message: `Overruled ${code}: ${message}`,
    ...(place && { place }),
  }));
}

/** The references of the code as it is now: the workspace's own, or those of the changed texts. */
async function indexOf({ workspace, overlay }: Session): Promise<ReferenceView> {
  const { index } = workspace.analysis;
  if (overlay.isEmpty) return index;
  const read = new Set([...index.references, ...index.dynamicReferences].map(({ path }) => path));
  for (const path of overlay.changedPaths) read.add(path);
  addImports(overlay, read);
  const texts: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const path of overlay.listFiles()) {
    const decides = /(?:^|\/)(?:package|[jt]sconfig[^/]*)\.json$/u.test(path);
    if (!sourceFile.test(path) && !decides) continue;
    // Files without references only have to be there for modules to resolve.
    texts[path] = read.has(path) || decides ? (overlay.textOf(path) ?? "") : "";
  }
  return indexTexts(texts, indexOptions(workspace));
}

/** What the files import, directly and on: flags are found through types and constants of other files. */
function addImports(overlay: Overlay, read: Set<string>): void {
  const resolver = new ModuleResolver(overlay.fileSystem());
  const queue = [...read];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    for (const [, , specifier = ""] of (overlay.textOf(path) ?? "").matchAll(specifierPattern)) {
      const target = resolver.resolve(specifier, path);
      if (target === undefined || read.has(target) || !sourceFile.test(target)) continue;
      read.add(target);
      queue.push(target);
    }
  }
}

function indexOptions({
  analysis,
}: ReadableWorkspace): NonNullable<Parameters<typeof indexTexts>[1]> {
  const { config } = analysis;
  const names = allAdapters.map(({ name }) => name);
  const wanted = config.adapters?.flatMap((name) => adaptersNamed(name, names));
  return {
    adapters:
      wanted === undefined ? allAdapters : allAdapters.filter(({ name }) => wanted.includes(name)),
    matchers: config.matchers,
    keys: analysis.flags().flatMap(({ key, lifecycle }) => [key, ...lifecycle.aliases]),
  };
}

/** Whether the code holds nothing any more of what a step is about. */
function isDone(
  { migration, overlay }: Session,
  outline: StepOutline,
  index: ReferenceView,
): boolean {
  if (isAsked(outline, index)) return false;
  if (outline.takes !== "everything") return true;
  const dying = dyingFiles(migration);
  if (overlay.listFiles().some((path) => dying.isDying(path))) return false;
  // Where no file is named, only a look at the code tells.
  return migration.old.modules.length > 0 && migration.old.symbols.every(isOfModules(migration));
}

function isAsked({ flags }: StepOutline, index: ReferenceView): boolean {
  return flags
    .filter((flag) => !flag.isPartial)
    .some(({ flagKey }) => index.referencesTo(flagKey).some(({ access }) => access === "read"));
}

/** Whether a symbol stands in files that go as a whole. */
function isOfModules(migration: DeclaredMigration): (symbol: SystemSymbol) => boolean {
  const dying = dyingFiles(migration);
  return ({ module }) => dying.isDying(module);
}

/** A look at the code has shown that nothing of the old system is left in it. */
function isEmpty(
  { overlay, migration }: Session,
  outline: StepOutline,
  index: ReferenceView,
  { files, refusals }: StepPlan,
): boolean {
  if (isAsked(outline, index) || outline.takes !== "everything" || files.length > 0) return false;
  const dying = dyingFiles(migration);
  return (
    refusals.every(({ code }) => code === "system-not-found") &&
    !overlay.listFiles().some((path) => dying.isDying(path))
  );
}

function stepInputOf(session: Session, outline: StepOutline, index: ReferenceView): StepInput {
  const { migration, overlay, options } = session;
  const fileSystem = overlay.fileSystem();
  const resolver = new ModuleResolver(fileSystem);
  const dying = dyingFiles(migration);
  const keys = new Set(outline.flags.map(({ flagKey }) => flagKey));
  return {
    folds: outline.flags.flatMap(({ flagKey, flag, value, isPartial }): FlagFold[] =>
      value === undefined
        ? []
        : [
            {
              flagKey,
              winningValue: value,
              isPartial,
              references: [flagKey, ...(flag?.lifecycle.aliases ?? [])].flatMap((key) =>
                index.referencesTo(key),
              ),
            },
          ],
    ),
    old: migration.old.symbols,
    new: migration.new.symbols,
    takes: outline.takes,
    isDying: dying.isDying,
    isBetween: dying.isBetween,
    readFile: (path) => overlay.textOf(path),
    listFiles: () => fileSystem.listFiles().filter((path) => sourceFile.test(path)),
    resolveImport: (from, specifier) => resolver.resolve(specifier, from),
    isPublicEntry: publicEntriesOf(fileSystem),
    otherReads: index.references
      .filter(({ flagKey, access }) => !keys.has(flagKey) && access === "read")
      .map(({ path, evaluation }) => ({ path, span: evaluation })),
    dynamicReads: index.dynamicReferences.map(({ path, span, pattern }) => ({
      place: { path, span },
      pattern,
    })),
    ...(options.allow && { allow: options.allow }),
  };
}

/** Reads of the step's flags that its change would leave. */
async function referencesLeft(
  session: Session,
  plan: StepPlan,
  flagKeys: readonly string[],
): Promise<StepRefusal[]> {
  const after = new Overlay({
    ...session.workspace,
    textOf: (path) => session.overlay.textOf(path),
    listFiles: () => session.overlay.listFiles(),
  });
  after.apply(plan.files);
  const index = await indexOf({ ...session, overlay: after });
  const reads = (key: string): readonly FlagReference[] =>
    index.referencesTo(key).filter(({ access }) => access === "read");
  return flagKeys.flatMap(reads).map(({ path, flagKey }) => ({
    code: "reference-left",
    message: `A read of \`${flagKey}\` would be left in this file; remove it by hand first.`,
    place: { path, span: { start: 0, end: 0 } },
  }));
}

/** The plan's files with what the registry has to say from then on. */
function withRegistry(
  { migration, overlay }: Session,
  outline: StepOutline,
  files: readonly FileChange[],
): FileChange[] {
  const { path } = migration.definition;
  const text = overlay.textOf(path);
  const removedFlags = outline.flags
    .filter((flag) => !flag.isPartial)
    .map(({ flagKey }) => flagKey);
  const change =
    text === undefined
      ? undefined
      : registryChange(path, text, {
          removedFlags,
          ...(outline.kind === "system" && { completed: migration.id }),
        });
  const all = change === undefined ? [...files] : [...files, change];
  return all.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** What is left of names: documents, environment files, settings. */
function notesOf(
  { migration, overlay }: Session,
  outline: StepOutline,
  files: readonly FileChange[],
): RemovalNote[] {
  const words = [
    ...outline.flags.filter((flag) => !flag.isPartial).map(({ flagKey }) => flagKey),
    ...(outline.kind === "system" ? [...migration.old.config, migration.old.name] : []),
  ];
  const touched = new Set(files.map(({ path }) => path));
  const resolver = new ModuleResolver(overlay.fileSystem());
  return [
    ...mentionsLeft(
      overlay,
      words,
      (path) => touched.has(path) || path === migration.definition.path,
    ),
    ...(outline.kind === "system"
      ? packagesLeft(migration, overlay, (from, specifier) => resolver.resolve(specifier, from))
      : []),
  ];
}
