import { ts } from "ts-morph";
import type { RemovalProject } from "../plan/project.js";
import { affectedStatements } from "./affected.js";
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
  const affected = affectedStatements(
    { before: original.parsed, after: changed.parsed, resolve: original.resolve },
    [...new Set([...closure, ...project.changedFiles.map(({ path }) => path)])],
  );
  const after = errorsIn(closedProgram(changed, left), roots, (path) => affected(path).after);
  const suspects = roots.filter((path) =>
    [...after.keys()].some((key) => key.startsWith(`${path}\n`)),
  );
  const before =
    suspects.length === 0
      ? new Map<string, ts.Diagnostic[]>()
      : errorsIn(closedProgram(original, closure), suspects, (path) => affected(path).before);
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
  statementsOf: (path: string) => readonly ts.Statement[],
): Map<string, ts.Diagnostic[]> {
  const found = new Map<string, ts.Diagnostic[]>();
  const partial: PartialCheck = program;
  for (const path of paths) {
    const file = program.getSourceFile(`/${path}`);
    const statements = statementsOf(path);
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
