import { ts } from "ts-morph";
import { usesOfExport } from "../flow/users.js";
import { foldContextOf } from "../plan/lookUps.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { deleteStatement } from "../statements/deleteStatement.js";
import {
  exportedDeclaration,
  hasModifier,
  importedNames,
  topStatementOf,
} from "../syntax/modules.js";
import { specifierPattern } from "../plan/importers.js";
import { isTestPath } from "../seed/tests.js";
import { listItemRange } from "../text/listItem.js";
import type { Edit } from "../text/trackedText.js";
import { isLoadedByConvention } from "./conventions.js";
import { declarationEdit } from "./locals.js";
import { pruneStarredFile, starredFile } from "./starExports.js";
import { outerUses } from "./usage.js";

/** A name that a file took from another before the removal and does not take any more. */
interface LostImport {
  readonly target: string;
  readonly name: string;
  readonly by: string;
}

/** The names that changed and deleted files no longer import. */
function lostImports(project: RemovalProject): LostImport[] {
  return project.changedFiles.flatMap((file) => {
    const left = new Set(
      file.deleted
        ? []
        : importedNames(file.unit.source).map((n) => `${n.specifier}\n${n.imported}`),
    );
    return importedNames(file.original.source).flatMap((entry) => {
      if (left.has(`${entry.specifier}\n${entry.imported}`)) return [];
      const target = project.resolve(file.path, entry.specifier);
      return target === undefined ? [] : [{ target, name: entry.imported, by: file.path }];
    });
  });
}

/** Removes exports of which the removal took the last importer, and files that nobody imports any more. */
export function pruneExports(project: RemovalProject): boolean {
  let changed = false;
  for (const lost of lostImports(project)) {
    const file = project.file(lost.target);
    if (file === undefined || file.deleted || project.input.isPublicEntry?.(lost.target) === true)
      continue;
    if (pruneFile(project, file, lost)) changed = true;
    else if (lost.name === "*") continue;
    else if (pruneExport(project, file, lost.name)) changed = true;
    else if (pruneStarred(project, file, lost.name)) changed = true;
  }
  return changed;
}

/** What went through an `export * from`: the whole file behind it, or the one export. */
function pruneStarred(project: RemovalProject, barrel: TrackedFile, name: string): boolean {
  const found = starredFile(project, barrel, name);
  if (found === undefined || project.input.isPublicEntry?.(found.file.path) === true) return false;
  return pruneStarredFile(project, barrel, found) || pruneExport(project, found.file, name);
}

function stillImports(project: RemovalProject, importer: TrackedFile, path: string): boolean {
  if (importer.deleted) return false;
  for (const [, , specifier = ""] of importer.unit.text.matchAll(specifierPattern))
    if (project.resolve(importer.path, specifier) === path) return true;
  return false;
}

/** A test or story that belongs to one file by its name: `Button.test.tsx` to `Button.tsx`. */
function belongsTo(testPath: string, path: string): boolean {
  const stem = (value: string): string =>
    (value.split("/").pop() ?? "").replace(/\.[cm]?[jt]sx?$/u, "");
  return stem(testPath).replace(/[.-](?:test|spec|stories|story|e2e)$/u, "") === stem(path);
}

function pruneFile(project: RemovalProject, file: TrackedFile, lost: LostImport): boolean {
  if (project.accessors.has(file.path) || isLoadedByConvention(file.path)) return false;
  if (isTestPath(lost.by) && !isTestPath(file.path)) return false;
  const importers = project.importersOf(file.path).flatMap((path) => {
    const importer = project.file(path);
    return importer !== undefined && stillImports(project, importer, file.path) ? [importer] : [];
  });
  const unread = project.importersOf(file.path).some((path) => project.file(path) === undefined);
  if (unread) return false;
  const own = importers.filter(
    (importer) => isTestPath(importer.path) && belongsTo(importer.path, file.path),
  );
  if (own.length < importers.length || file.unit.source.statements.some(ts.isModuleDeclaration))
    return false;
  for (const gone of [file, ...own]) {
    gone.deleted = true;
    project.pruned.push({ kind: "file", name: gone.path, path: gone.path });
  }
  return true;
}

function pruneExport(project: RemovalProject, file: TrackedFile, name: string): boolean {
  const declared = exportedDeclaration(file.unit, name);
  const local = declared !== undefined && ts.isIdentifier(declared) ? declared.text : name;
  if (project.accessors.has(`${file.path}\n${local}`)) return false;
  const uses = usesOfExport(project, file.path, name, new Set());
  if (uses === undefined || uses.length > 0 || isNamedByImporter(project, file, name)) return false;
  if (isOnlyExport(file) || isLoadedByConvention(file.path)) return false;
  const edit =
    reexportEdit(file, name) ?? exportListEdit(file, name) ?? exportEdit(project, file, name);
  if (edit === undefined || !file.apply([edit])) return false;
  project.pruned.push({ kind: "export", name, path: file.path });
  return true;
}

/** An import that is there but never used still names the export. */
function isNamedByImporter(project: RemovalProject, file: TrackedFile, name: string): boolean {
  return project.importersOf(file.path).some((path) => {
    const importer = project.file(path);
    if (importer === undefined || importer.deleted) return false;
    return importedNames(importer.unit.source).some(
      (entry) =>
        entry.imported === name &&
        entry.exportedAs === undefined &&
        project.resolve(path, entry.specifier) === file.path,
    );
  });
}

function reexportEdit(file: TrackedFile, name: string): Edit | undefined {
  for (const statement of file.unit.source.statements) {
    if (!ts.isExportDeclaration(statement) || statement.exportClause === undefined) continue;
    if (!ts.isNamedExports(statement.exportClause) || statement.moduleSpecifier === undefined)
      continue;
    const { elements } = statement.exportClause;
    const element = elements.find((candidate) => candidate.name.text === name);
    if (element === undefined) continue;
    if (elements.length === 1) return deleteStatement(file.unit, statement);
    return { ...listItemRange(file.unit, elements, element), parts: [] };
  }
  return undefined;
}

/** Takes a name out of `export { … };`; the declaration goes later, if nothing else uses it. */
function exportListEdit(file: TrackedFile, name: string): Edit | undefined {
  for (const statement of file.unit.source.statements) {
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier !== undefined) continue;
    const clause = statement.exportClause;
    if (clause === undefined || !ts.isNamedExports(clause)) continue;
    const element = clause.elements.find((candidate) => candidate.name.text === name);
    if (element === undefined) continue;
    if (clause.elements.length === 1) return deleteStatement(file.unit, statement);
    return { ...listItemRange(file.unit, clause.elements, element), parts: [] };
  }
  return undefined;
}

function exportEdit(project: RemovalProject, file: TrackedFile, name: string): Edit | undefined {
  const { unit } = file;
  const declaration = exportedDeclaration(unit, name);
  if (declaration === undefined || !ts.isIdentifier(declaration)) return undefined;
  const binding = unit.scopes.bindingOf(declaration);
  const statement = topStatementOf(declaration);
  if (binding === undefined || statement === undefined || binding.kind === "import")
    return undefined;
  if (binding.declarations.length > 1 && binding.kind !== "function") return undefined;
  if (outerUses(binding).length > 0) return undefined;
  return declarationEdit(project, file, foldContextOf(project, file), declaration);
}

/** A file without exports may stop being a module. */
function isOnlyExport(file: TrackedFile): boolean {
  return (
    file.unit.source.statements.reduce((sum, statement) => sum + moduleMarks(statement), 0) < 2
  );
}

function moduleMarks(statement: ts.Statement): number {
  if (ts.isExportDeclaration(statement)) {
    const clause = statement.exportClause;
    return clause !== undefined && ts.isNamedExports(clause) ? clause.elements.length : 1;
  }
  const isMark =
    ts.isExportAssignment(statement) || hasModifier(statement, ts.SyntaxKind.ExportKeyword);
  return isMark ? 1 : 0;
}
