import { ts } from "../compiler.js";

/** A declaration that stands at the top level of a file and may declare flags. */
export type TopLevelDeclaration =
  | ts.EnumDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.FunctionDeclaration
  | ts.VariableDeclaration;

/** The top-level names of a file. */
export interface TopLevel {
  readonly path: string;
  readonly sourceFile: ts.SourceFile;
  readonly declarations: ReadonlyMap<string, TopLevelDeclaration>;
  readonly exported: ReadonlySet<string>;
}

/** Reads the top-level declarations of a parsed file; where a name is declared twice, the first one stays. */
export function topLevelOf(path: string, sourceFile: ts.SourceFile): TopLevel {
  const declarations = new Map<string, TopLevelDeclaration>();
  const exported = new Set<string>();
  const add = (name: string, node: TopLevelDeclaration, statement: ts.Statement): void => {
    if (!declarations.has(name)) declarations.set(name, node);
    if (isExported(statement)) exported.add(name);
  };
  for (const statement of sourceFile.statements) {
    if (
      ts.isEnumDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement)
    ) {
      add(statement.name.text, statement, statement);
    } else if (ts.isFunctionDeclaration(statement) && statement.name) {
      add(statement.name.text, statement, statement);
    } else if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) {
        if (ts.isIdentifier(declaration.name)) add(declaration.name.text, declaration, statement);
      }
    } else if (ts.isExportDeclaration(statement) && statement.moduleSpecifier === undefined) {
      for (const name of exportedNames(statement)) exported.add(name);
    }
  }
  return { path, sourceFile, declarations, exported };
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

function exportedNames(statement: ts.ExportDeclaration): readonly string[] {
  const clause = statement.exportClause;
  if (clause === undefined || !ts.isNamedExports(clause)) return [];
  return clause.elements.map((element) => (element.propertyName ?? element.name).text);
}

/** The statement whose comments speak of a declaration: for a variable the whole `const …`. */
export function statementOf(node: TopLevelDeclaration): ts.Node {
  return ts.isVariableDeclaration(node) ? node.parent.parent : node;
}
