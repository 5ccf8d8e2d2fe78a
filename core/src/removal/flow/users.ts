import { ts } from "ts-morph";
import { exportNamesOf, importedNames } from "../syntax/modules.js";
import type { Binding, NameUse } from "../syntax/scopeModel.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";

/** One use of a declared name, in its own file or in one that imports it. */
export interface OutsideUse {
  readonly file: TrackedFile;
  /** The name as used: an identifier, or the `namespace.name` access. */
  readonly node: ts.Expression;
  readonly inType: boolean;
}

/** Every use of a name in the workspace, or undefined where some may be out of sight. */
export function allUses(
  project: RemovalProject,
  file: TrackedFile,
  binding: Binding,
): OutsideUse[] | undefined {
  const [declaration] = binding.declarations;
  if (declaration === undefined) return undefined;
  const uses = ownUses(file, binding.uses);
  const names = exportNamesOf(file.unit, declaration);
  for (const name of names) {
    const outside = usesOfExport(project, file.path, name, new Set());
    if (outside === undefined) return undefined;
    uses.push(...outside);
  }
  return uses;
}

function ownUses(file: TrackedFile, uses: readonly NameUse[]): OutsideUse[] {
  return uses
    .filter(({ node }) => !ts.isExportSpecifier(node.parent) && !ts.isExportAssignment(node.parent))
    .map(({ node, inType }) => ({ file, node, inType }));
}

/** Every use of an exported name in other files, or undefined where some may be out of sight. */
export function usesOfExport(
  project: RemovalProject,
  path: string,
  name: string,
  seen: Set<string>,
): OutsideUse[] | undefined {
  const mark = `${path}\n${name}`;
  if (seen.has(mark)) return [];
  seen.add(mark);
  if (project.input.isPublicEntry?.(path) === true) return undefined;
  const uses: OutsideUse[] = [];
  for (const importerPath of project.importersOf(path)) {
    const importer = project.file(importerPath);
    if (importer === undefined) return undefined;
    if (importer.deleted) continue;
    if (loadsAtRunTime(project, importer, path)) return undefined;
    for (const entry of importedNames(importer.unit.source)) {
      if (entry.imported !== name && entry.imported !== "*") continue;
      if (project.resolve(importerPath, entry.specifier) !== path) continue;
      const found = usesOfEntry(project, importer, entry, name, seen);
      if (found === undefined) return undefined;
      uses.push(...found);
    }
  }
  return uses;
}

function usesOfEntry(
  project: RemovalProject,
  importer: TrackedFile,
  entry: ReturnType<typeof importedNames>[number],
  name: string,
  seen: Set<string>,
): OutsideUse[] | undefined {
  if (entry.exportedAs !== undefined) {
    if (entry.imported === "*" && entry.exportedAs !== "*") return undefined;
    if (entry.imported === "*" && name === "default") return [];
    return usesOfExport(
      project,
      importer.path,
      entry.exportedAs === "*" ? name : entry.exportedAs,
      seen,
    );
  }
  const binding = entry.local && importer.unit.scopes.bindingOf(entry.local);
  if (binding === undefined) return undefined;
  if (entry.imported !== "*") {
    const again = entry.local === undefined ? [] : exportNamesOf(importer.unit, entry.local);
    const uses = ownUses(importer, binding.uses);
    for (const exported of again) {
      const more = usesOfExport(project, importer.path, exported, seen);
      if (more === undefined) return undefined;
      uses.push(...more);
    }
    return uses;
  }
  const members: OutsideUse[] = [];
  for (const { node, inType } of binding.uses) {
    const { parent } = node;
    if (inType || !ts.isPropertyAccessExpression(parent)) return undefined;
    if (parent.name.text === name) members.push({ file: importer, node: parent, inType });
  }
  return members;
}

/** Whether a file loads the module by `require`, `import(…)` or `import x = require(…)`. */
function loadsAtRunTime(project: RemovalProject, importer: TrackedFile, path: string): boolean {
  if (!/\brequire\b|\bimport\s*\(/u.test(importer.unit.text)) return false;
  let found = false;
  const visit = (node: ts.Node): void => {
    if (found) return;
    if (ts.isCallExpression(node)) {
      const [argument] = node.arguments;
      const loads =
        node.expression.kind === ts.SyntaxKind.ImportKeyword ||
        (ts.isIdentifier(node.expression) && node.expression.text === "require");
      if (loads && argument !== undefined && ts.isStringLiteralLike(argument))
        found = project.resolve(importer.path, argument.text) === path;
    }
    ts.forEachChild(node, visit);
  };
  visit(importer.unit.source);
  return found;
}
