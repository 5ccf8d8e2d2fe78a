import { ts } from "ts-morph";
import { canDrop } from "../fold/context.js";
import { foldContextOf } from "../plan/lookUps.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { deleteStatement } from "../statements/deleteStatement.js";
import { cannotComplete } from "../statements/completion.js";
import { statementList } from "../syntax/positions.js";
import { indentAt } from "../text/layout.js";
import type { Edit } from "../text/trackedText.js";
import { sinks } from "./statements.js";

/** An old read that is only logged: the report goes with it. Undefined where the value is used otherwise. */
export function reportEdit(
  project: RemovalProject,
  file: TrackedFile,
  name: ts.Node,
): Edit | undefined {
  let at: ts.Node = name;
  while (!ts.isExpressionStatement(at)) {
    if (ts.isFunctionLike(at) || ts.isSourceFile(at)) return undefined;
    at = at.parent;
  }
  const call = at.expression;
  if (!ts.isCallExpression(call) || !sinks.test(call.expression.getText())) return undefined;
  const fold = foldContextOf(project, file);
  const others = call.arguments.filter(
    (argument) => argument.end < name.pos || name.end < argument.pos,
  );
  if (statementList(at) === undefined || !others.every((one) => canDrop(fold, one)))
    return undefined;
  return deleteStatement(file.unit, at);
}

/**
 * What to do with an old read that only steps in when the new one has failed: the `catch` throws on instead, after
 * all that it did before. Undefined where the read is not such a fallback.
 */
export function rethrowEdit(file: TrackedFile, call: ts.Node): Edit | undefined {
  for (let at: ts.Node = call; !ts.isSourceFile(at) && !ts.isFunctionLike(at); at = at.parent) {
    if (!isStatement(at)) continue;
    const clause = ts.isBlock(at.parent) ? at.parent.parent : undefined;
    if (clause !== undefined && ts.isCatchClause(clause)) return inCatch(file, clause, at);
    const attempt = attemptBefore(at);
    if (attempt !== undefined) return afterCatch(file, attempt);
  }
  return undefined;
}

function isStatement(node: ts.Node): node is ts.Statement {
  return statementList(node) !== undefined;
}

/** A `try` further up in the same list that only ever goes on past itself through its `catch`. */
function attemptBefore(statement: ts.Statement): ts.CatchClause | undefined {
  const list = statementList(statement);
  for (const before of list?.slice(0, list.indexOf(statement)) ?? []) {
    if (!ts.isTryStatement(before) || before.catchClause === undefined) continue;
    if (cannotComplete(before.tryBlock) && !cannotComplete(before.catchClause.block)) {
      return before.catchClause;
    }
  }
  return undefined;
}

/** `catch (error) { report(error); }` in front of the fallback gets a `throw error;` at its end. */
function afterCatch(file: TrackedFile, clause: ts.CatchClause): Edit | undefined {
  const { unit } = file;
  const thrown = nameOfError(clause);
  if (thrown === undefined || hasReturn(clause.block)) return undefined;
  const { block } = clause;
  const [first] = block.statements;
  const outer = indentAt(unit.text, block.end - 1);
  const indent =
    first === undefined ? `${outer}  ` : indentAt(unit.text, first.getStart(unit.source));
  const at = block.statements.length === 0 ? block.getStart(unit.source) + 1 : block.statements.end;
  const semicolon = unit.style.semicolons ? ";" : "";
  const close = block.statements.length === 0 ? unit.style.newline + outer : "";
  const text = `${unit.style.newline}${indent}throw ${thrown}${semicolon}${close}`;
  return { start: at, end: at, parts: [text] };
}

/** `return old.read();` as what a `catch` ends with becomes `throw error;`. */
function inCatch(
  file: TrackedFile,
  clause: ts.CatchClause,
  statement: ts.Statement,
): Edit | undefined {
  const { unit } = file;
  const thrown = nameOfError(clause);
  const isLast = clause.block.statements[clause.block.statements.length - 1] === statement;
  if (thrown === undefined || !isLast || !ts.isReturnStatement(statement)) return undefined;
  const text = `throw ${thrown}${unit.style.semicolons ? ";" : ""}`;
  return { start: statement.getStart(unit.source), end: statement.end, parts: [text] };
}

function nameOfError(clause: ts.CatchClause): string | undefined {
  const name = clause.variableDeclaration?.name;
  return name !== undefined && ts.isIdentifier(name) ? name.text : undefined;
}

function hasReturn(block: ts.Block): boolean {
  return block.statements.some(ts.isReturnStatement);
}
