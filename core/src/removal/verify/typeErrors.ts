import { ts } from "ts-morph";
import type { RemovalProject } from "../plan/project.js";
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
  const after = errorsIn(closedProgram(changed, left), roots);
  const suspects = roots.filter((path) =>
    [...after.keys()].some((key) => key.startsWith(`${path}\n`)),
  );
  const before =
    suspects.length === 0
      ? new Map<string, ts.Diagnostic[]>()
      : errorsIn(closedProgram(original, closure), suspects);
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

function errorsIn(program: ts.Program, paths: readonly string[]): Map<string, ts.Diagnostic[]> {
  const found = new Map<string, ts.Diagnostic[]>();
  for (const path of paths) {
    const file = program.getSourceFile(`/${path}`);
    if (file === undefined || /\.[cm]?jsx?$/u.test(path)) continue;
    for (const diagnostic of program.getSemanticDiagnostics(file)) {
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
