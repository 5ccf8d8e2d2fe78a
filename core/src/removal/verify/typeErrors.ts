import { ts } from "ts-morph";
import type { RemovalProject } from "../plan/project.js";
import { importedNames } from "../syntax/modules.js";
import { affectedStatements, type Affected } from "./affected.js";
import { closedProgram, closureOf } from "./closedProgram.js";

/** Files that a check of types looks into at most; what lies further away counts as unknown, before and after. */
const maximumFiles = 100;
/** Importers of touched files that are checked beside them, at most. */
const maximumImporters = 20;

/** Refuses where the change brings a type error into a touched file or one that imports it. */
export function refuseTypeErrors(project: RemovalProject): void {
  const touched = project.changedFiles.filter((file) => !file.deleted).map((file) => file.path);
  if (touched.length === 0) return;
  const { before: original, after: changed } = project.parses;
  const importers = [...new Set(touched.flatMap((path) => importersKnown(project, path)))];
  const beside = importers.filter((path) => !touched.includes(path)).slice(0, maximumImporters);
  const roots = [...touched, ...beside];
  const closure = closureOf(original, roots, Math.max(maximumFiles, roots.length));
  const left = closure.filter((path) => changed.textOf(path) !== undefined);
  const tainted = taintedFiles(project, closure);
  const affected = new Map(roots.map((path) => [path, affectedIn(project, path, tainted)]));
  const after = errorsIn(closedProgram(changed, left), roots, (path) => affected.get(path)?.after);
  const suspects = roots.filter((path) =>
    [...after.keys()].some((key) => key.startsWith(`${path}\n`)),
  );
  const before =
    suspects.length === 0
      ? new Map<string, ts.Diagnostic[]>()
      : errorsIn(closedProgram(original, closure), suspects, (path) => affected.get(path)?.before);
  for (const [key, errors] of after) {
    const old = before.get(key)?.length ?? 0;
    const [first] = errors;
    if (errors.length <= old || first === undefined) continue;
    report(project, first);
  }
}

/** Importers that the removal has opened anyway; opening more would cost more than it shows. */
function importersKnown(project: RemovalProject, path: string): string[] {
  return project.hasImporters
    ? project.importersOf(path).filter((importer) => project.file(importer)?.deleted === false)
    : [];
}

/** Files that changed, and those of the closure that import one of them, directly or on. */
function taintedFiles(project: RemovalProject, closure: readonly string[]): ReadonlySet<string> {
  const tainted = new Set(project.changedFiles.map(({ path }) => path));
  const imports = closure.map((path) => {
    const source = project.parses.before.parsed(path);
    const names = source === undefined ? [] : importedNames(source);
    return { path, targets: names.map(({ specifier }) => project.resolve(path, specifier)) };
  });
  for (let size = -1; size < tainted.size;) {
    size = tainted.size;
    for (const { path, targets } of imports)
      if (targets.some((target) => target !== undefined && tainted.has(target))) tainted.add(path);
  }
  return tainted;
}

/** The statements of a file that the change can have given another type, or whose names it has. */
function affectedIn(project: RemovalProject, path: string, tainted: ReadonlySet<string>): Affected {
  const { before, after } = project.parses;
  const [old, left] = [before.parsed(path), after.parsed(path)];
  if (old === undefined || left === undefined) return { before: [], after: [] };
  const heard = [...importedNames(old), ...importedNames(left)].flatMap(({ specifier, local }) => {
    const target = project.resolve(path, specifier);
    return local !== undefined && target !== undefined && tainted.has(target) ? [local.text] : [];
  });
  return affectedStatements(old, left, heard);
}

/** What the compiler can check of a file besides the whole; its types leave the last parameter out. */
interface PartialCheck {
  getSemanticDiagnostics(
    file: ts.SourceFile,
    token: undefined,
    nodes: readonly ts.Node[],
  ): readonly ts.Diagnostic[];
}

function errorsIn(
  program: ts.Program,
  paths: readonly string[],
  statementsOf: (path: string) => readonly ts.Statement[] | undefined,
): Map<string, ts.Diagnostic[]> {
  const found = new Map<string, ts.Diagnostic[]>();
  const partial: PartialCheck = program;
  for (const path of paths) {
    const file = program.getSourceFile(`/${path}`);
    const statements = statementsOf(path) ?? [];
    if (file === undefined || statements.length === 0 || /\.[cm]?jsx?$/u.test(path)) continue;
    for (const diagnostic of partial.getSemanticDiagnostics(file, undefined, statements)) {
      const key = `${path}\n${String(diagnostic.code)}`;
      found.set(key, [...(found.get(key) ?? []), diagnostic]);
    }
  }
  return found;
}

function report(project: RemovalProject, diagnostic: ts.Diagnostic): void {
  const path = diagnostic.file?.fileName.slice(1) ?? "";
  const file = project.openedFile(path);
  const origin = file?.text.originAt(diagnostic.start ?? 0) ?? diagnostic.start ?? 0;
  const start = Math.max(origin, 0);
  const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, " ");
  project.refuse({
    code: "type-error",
    message: `The change would bring a type error (TS${String(diagnostic.code)}): ${text}`,
    place: { path, span: { start, end: start } },
  });
}
