import { ts } from "ts-morph";
import { type FoldContext } from "../fold/context.js";
import type { Unit } from "../syntax/unit.js";
import type { Edit } from "../text/trackedText.js";
import { statementLists, unreachableIn } from "./completion.js";
import { deleteStatement } from "./deleteStatement.js";

/** Original offsets of the statements that could never run before the removal. */
export function deadStatements(source: ts.SourceFile): Set<number> {
  const dead = statementLists(source).flatMap(unreachableIn);
  return new Set(dead.map((statement) => statement.getStart(source)));
}

/** Declarations are hoisted or only there for the types: they stay, whatever stands before them. */
function isHoisted(statement: ts.Statement): boolean {
  return (
    ts.isFunctionDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEmptyStatement(statement) ||
    (ts.isVariableStatement(statement) && keepsVar(statement))
  );
}

/** What an earlier step has left of a `var` that is used elsewhere: a bare `var x;`. */
function keepsVar(statement: ts.VariableStatement): boolean {
  const { flags, declarations } = statement.declarationList;
  return (
    (flags & ts.NodeFlags.BlockScoped) === 0 &&
    declarations.every((d) => d.initializer === undefined)
  );
}

/** Removes the statements that the removal has made unreachable, one run of them in each list. */
export function removeUnreachable(context: FoldContext): Edit[] {
  const { unit } = context;
  return statementLists(unit.source).flatMap((list) =>
    unreachableIn(list)
      .filter((statement) => !isHoisted(statement) && wasReachable(unit, statement, context))
      .map((statement) => deleteStatement(unit, statement)),
  );
}

function wasReachable(unit: Unit, statement: ts.Statement, context: FoldContext): boolean {
  const origin = unit.originAt(statement.getStart(unit.source));
  return !context.deadInOriginal.has(origin);
}
