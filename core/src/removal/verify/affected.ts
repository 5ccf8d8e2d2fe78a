import { ts } from "ts-morph";

/** The top-level statements of a file, as it was and as it is left, whose types a change can have touched. */
export interface Affected {
  readonly before: readonly ts.Statement[];
  readonly after: readonly ts.Statement[];
}

/**
 * Statements that changed, and those that name what an affected statement declares, directly or through others.
 * `heard` are names of the file that mean something of another changed file. Names are compared by their letters, so
 * the answer may hold more than it need, and never less.
 */
export function affectedStatements(
  before: ts.SourceFile,
  after: ts.SourceFile,
  heard: Iterable<string>,
): Affected {
  const names = new Set(heard);
  const isSame = before === after;
  const sides = [before.statements, after.statements].map((statements, side) => {
    const others = textsOf(side === 0 ? after : before);
    return statements.map((statement) => ({
      statement,
      isAffected: !isSame && !others.has(statement.getText()),
    }));
  });
  const entries = sides.flat();
  for (const { statement, isAffected } of entries) if (isAffected) declaredNames(statement, names);
  for (let size = -1; size < names.size;) {
    size = names.size;
    for (const entry of entries) {
      if (entry.isAffected || !mentions(entry.statement, names)) continue;
      entry.isAffected = true;
      declaredNames(entry.statement, names);
    }
  }
  const [old = [], left = []] = sides.map((side) =>
    side.filter(({ isAffected }) => isAffected).map(({ statement }) => statement),
  );
  return { before: old, after: left };
}

function textsOf(source: ts.SourceFile): Set<string> {
  return new Set(source.statements.map((statement) => statement.getText()));
}

/** Adds the names that a statement declares for its file. */
function declaredNames(statement: ts.Statement, names: Set<string>): void {
  const add = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    else if (ts.isBindingElement(node)) add(node.name);
    else if (!ts.isOmittedExpression(node)) ts.forEachChild(node, add);
  };
  if (ts.isVariableStatement(statement))
    for (const declaration of statement.declarationList.declarations) add(declaration.name);
  else if (ts.isImportDeclaration(statement)) {
    if (statement.importClause !== undefined) add(statement.importClause);
  } else if ("name" in statement && statement.name !== undefined) add(statement.name as ts.Node);
}

/** Whether a statement holds an identifier of one of these letters. */
function mentions(node: ts.Node, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  if (ts.isIdentifier(node)) return names.has(node.text);
  return ts.forEachChild(node, (child) => mentions(child, names) || undefined) === true;
}
