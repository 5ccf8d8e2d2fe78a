import { ts } from "ts-morph";
import type { Unit } from "./unit.js";

/** One name that a file takes from another module. */
export interface ImportedName {
  /** The exporting side's name: `default`, `*` for the whole namespace, or a name. */
  readonly imported: string;
  readonly specifier: string;
  /** The local name; undefined for re-exports. */
  readonly local: ts.Identifier | undefined;
  /** The name under which it is exported again; `*` for `export *`. */
  readonly exportedAs: string | undefined;
  readonly node: ts.Node;
}

const remembered = new WeakMap<ts.SourceFile, readonly ImportedName[]>();

/** Everything a file imports or re-exports. Side-effect imports are not names. */
export function importedNames(source: ts.SourceFile): readonly ImportedName[] {
  let names = remembered.get(source);
  if (names === undefined) {
    names = source.statements.flatMap((statement) => {
      if (ts.isImportDeclaration(statement)) return namesOfImport(statement);
      if (ts.isExportDeclaration(statement)) return namesOfReexport(statement);
      return [];
    });
    remembered.set(source, names);
  }
  return names;
}

function namesOfImport(statement: ts.ImportDeclaration): ImportedName[] {
  const { importClause: clause, moduleSpecifier } = statement;
  if (clause === undefined || !ts.isStringLiteral(moduleSpecifier)) return [];
  const base = { specifier: moduleSpecifier.text, exportedAs: undefined };
  const names: ImportedName[] = [];
  if (clause.name) names.push({ ...base, imported: "default", local: clause.name, node: clause });
  const bindings = clause.namedBindings;
  if (bindings === undefined) return names;
  if (ts.isNamespaceImport(bindings))
    return [...names, { ...base, imported: "*", local: bindings.name, node: bindings }];
  for (const element of bindings.elements) {
    const imported = (element.propertyName ?? element.name).text;
    names.push({ ...base, imported, local: element.name, node: element });
  }
  return names;
}

function namesOfReexport(statement: ts.ExportDeclaration): ImportedName[] {
  const { moduleSpecifier, exportClause } = statement;
  if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return [];
  const base = { specifier: moduleSpecifier.text, local: undefined };
  if (exportClause === undefined)
    return [{ ...base, imported: "*", exportedAs: "*", node: statement }];
  if (ts.isNamespaceExport(exportClause))
    return [{ ...base, imported: "*", exportedAs: exportClause.name.text, node: statement }];
  return exportClause.elements.map((element) => ({
    ...base,
    imported: (element.propertyName ?? element.name).text,
    exportedAs: element.name.text,
    node: element,
  }));
}

/** Where a file declares what it exports under a name: the declaring identifier, or the exported expression. */
export function exportedDeclaration(
  unit: Unit,
  name: string,
): ts.Identifier | ts.Expression | undefined {
  for (const statement of unit.source.statements) {
    if (ts.isExportAssignment(statement) && name === "default" && !statement.isExportEquals) {
      const { expression } = statement;
      const binding = ts.isIdentifier(expression) ? unit.scopes.bindingOf(expression) : undefined;
      return binding?.declarations[0] ?? expression;
    }
    if (ts.isExportDeclaration(statement) && statement.moduleSpecifier === undefined) {
      const clause = statement.exportClause;
      if (clause === undefined || !ts.isNamedExports(clause)) continue;
      const element = clause.elements.find((e) => e.name.text === name);
      const local = element && (element.propertyName ?? element.name);
      if (local !== undefined && ts.isIdentifier(local))
        return unit.scopes.bindingOf(local)?.declarations[0];
    }
    const declared = declaredBy(statement, name);
    if (declared !== undefined) return declared;
  }
  return undefined;
}

function declaredBy(statement: ts.Statement, name: string): ts.Identifier | undefined {
  if (!hasModifier(statement, ts.SyntaxKind.ExportKeyword)) return undefined;
  const isDefault = hasModifier(statement, ts.SyntaxKind.DefaultKeyword);
  if (ts.isVariableStatement(statement)) {
    for (const { name: declared } of statement.declarationList.declarations)
      if (ts.isIdentifier(declared) && declared.text === name) return declared;
    return undefined;
  }
  const declared = (statement as ts.Statement & { readonly name?: ts.Node }).name;
  if (declared === undefined || !ts.isIdentifier(declared)) return undefined;
  return (isDefault ? "default" : declared.text) === name ? declared : undefined;
}

/** Whether a node carries a modifier. */
export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((m) => m.kind === kind) ?? false)
  );
}

/** The names under which a file exports what a local name declares. */
export function exportNamesOf(unit: Unit, local: ts.Identifier): string[] {
  const names: string[] = [];
  const statement = topStatementOf(local);
  if (statement !== undefined && hasModifier(statement, ts.SyntaxKind.ExportKeyword)) {
    const isDefault = hasModifier(statement, ts.SyntaxKind.DefaultKeyword);
    names.push(isDefault ? "default" : local.text);
  }
  for (const use of unit.scopes.bindingOf(local)?.uses ?? []) {
    const { parent } = use.node;
    if (ts.isExportSpecifier(parent)) names.push(parent.name.text);
    if (ts.isExportAssignment(parent)) names.push("default");
  }
  return names;
}

/** The statement of the file that a declaring identifier belongs to, if it is declared at the top. */
export function topStatementOf(local: ts.Identifier): ts.Statement | undefined {
  let at: ts.Node = local.parent;
  if (ts.isVariableDeclaration(at) && at.name === local) at = at.parent.parent;
  else if (!("name" in at) || at.name !== local) return undefined;
  return ts.isSourceFile(at.parent) ? (at as ts.Statement) : undefined;
}
