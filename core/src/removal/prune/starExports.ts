import { ts } from "ts-morph";
import { usesOfExport } from "../flow/users.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { deleteStatement } from "../statements/deleteStatement.js";
import { exportedDeclaration, hasModifier } from "../syntax/modules.js";
import { isLoadedByConvention } from "./conventions.js";

/** The file that declares what somebody took through the barrel's `export * from`, with that line. */
export function starredFile(
  project: RemovalProject,
  barrel: TrackedFile,
  name: string,
): { readonly file: TrackedFile; readonly line: ts.Statement } | undefined {
  for (const line of barrel.unit.source.statements) {
    const file = starred(project, barrel, line);
    if (file !== undefined && exportedDeclaration(file.unit, name) !== undefined)
      return { file, line };
  }
  return undefined;
}

/**
 * Removes a file that only an `export * from` passes on, together with that line, once the removal took the last use of
 * what it exports.
 */
export function pruneStarredFile(
  project: RemovalProject,
  barrel: TrackedFile,
  { file, line }: { readonly file: TrackedFile; readonly line: ts.Statement },
): boolean {
  if (!isForsaken(project, barrel, file)) return false;
  file.deleted = true;
  project.pruned.push({ kind: "file", name: file.path, path: file.path });
  return barrel.apply([deleteStatement(barrel.unit, line)]);
}

/** The file that a line `export * from "…"` passes on. */
function starred(
  project: RemovalProject,
  barrel: TrackedFile,
  statement: ts.Statement,
): TrackedFile | undefined {
  if (!ts.isExportDeclaration(statement) || statement.exportClause !== undefined) return undefined;
  const { moduleSpecifier } = statement;
  if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return undefined;
  const target = project.resolve(barrel.path, moduleSpecifier.text);
  const file = target === undefined ? undefined : project.file(target);
  return file?.deleted === false ? file : undefined;
}

/** Whether nobody but the barrel names the file, and nobody takes anything of it through the barrel. */
function isForsaken(project: RemovalProject, barrel: TrackedFile, file: TrackedFile): boolean {
  const { path } = file;
  if (isLoadedByConvention(path) || project.accessors.has(path)) return false;
  const importers = project.importersOf(path).filter((one) => project.file(one)?.deleted !== true);
  if (importers.some((importer) => importer !== barrel.path)) return false;
  const names = exportNames(file);
  // Another value that nobody asked for before is not ours to take away.
  if (file.unit.source.statements.filter(isValueExport).length !== 1) return false;
  return (
    names?.every((name) => usesOfExport(project, path, name, new Set())?.length === 0) === true
  );
}

function isValueExport(statement: ts.Statement): boolean {
  const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
  return !isType && hasModifier(statement, ts.SyntaxKind.ExportKeyword);
}

/** The names that a file declares and exports; undefined where it exports in other ways too. */
function exportNames({ unit }: TrackedFile): readonly string[] | undefined {
  const names: string[] = [];
  for (const statement of unit.source.statements) {
    if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)) return undefined;
    if (!hasModifier(statement, ts.SyntaxKind.ExportKeyword)) continue;
    if (ts.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations) {
        if (!ts.isIdentifier(name)) return undefined;
        names.push(name.text);
      }
    } else if ("name" in statement && statement.name !== undefined) {
      const name = statement.name as ts.Node;
      if (!ts.isIdentifier(name)) return undefined;
      names.push(name.text);
    } else return undefined;
  }
  return names;
}
