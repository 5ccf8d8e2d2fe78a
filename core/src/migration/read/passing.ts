import { ts } from "../../syntax/compiler.js";
import { spanOf } from "../../syntax/nodes.js";
import type { PathCondition, Value } from "../flowFacts.js";
import { alwaysExits } from "./completion.js";
import type { Values } from "./values.js";

/**
 * The conditions that hold wherever control goes past a statement: what it left by `return`, `throw`, `break` or
 * `continue` does not get there, nor does what a loop still holds.
 */
export function passing(statement: ts.Statement, values: Values): readonly PathCondition[] {
  const known = values.passed.get(statement);
  if (known !== undefined) return known;
  const found = conditionsPast(statement, values);
  values.passed.set(statement, found);
  return found;
}

function conditionsPast(statement: ts.Statement, values: Values): readonly PathCondition[] {
  if (ts.isBlock(statement)) return statement.statements.flatMap((one) => passing(one, values));
  if (ts.isIfStatement(statement)) return passingIf(statement, values);
  if (ts.isTryStatement(statement)) return passingTry(statement, values);
  if (ts.isSwitchStatement(statement)) return passingSwitch(statement, values);
  const isLoop = ts.isWhileStatement(statement) || ts.isDoStatement(statement);
  const until = isLoop
    ? statement.expression
    : ts.isForStatement(statement)
      ? statement.condition
      : undefined;
  if (until === undefined || breaks(statement)) return [];
  return [{ test: values.of(until), holds: false }];
}

function passingIf(statement: ts.IfStatement, values: Values): PathCondition[] {
  const { expression, thenStatement, elseStatement } = statement;
  const test = values.of(expression);
  const found: PathCondition[] = [];
  if (alwaysExits(thenStatement)) found.push({ test, holds: false });
  if (alwaysExits(elseStatement)) found.push({ test, holds: true });
  if (found.length > 0) return found;
  const left = passing(thenStatement, values);
  const right = elseStatement === undefined ? [] : passing(elseStatement, values);
  if (left.length + right.length === 0) return [];
  // Either branch may have been taken, each with what it lets pass. No expression is as wide as the statement, so that
  // none of these is taken for what the flag's evaluation says.
  const span = spanOf(statement);
  const whole = (conditions: readonly PathCondition[]): Value =>
    conditions
      .filter(({ completes }) => completes !== true)
      .map((one): Value => (one.holds ? one.test : { ...span, k: "not", of: one.test }))
      .reduce((before, one) => ({ ...span, k: "logic", op: "and", left: before, right: one }));
  const whenTrue = whole([{ test, holds: true }, ...left]);
  const whenFalse = whole([{ test, holds: false }, ...right]);
  return [
    { test: { ...span, k: "logic", op: "or", left: whenTrue, right: whenFalse }, holds: true },
  ];
}

/** A `catch` that goes on lets pass what the `try` would not have; `finally` runs whatever happened. */
function passingTry(
  { tryBlock, catchClause, finallyBlock }: ts.TryStatement,
  values: Values,
): PathCondition[] {
  const isCaught = catchClause !== undefined && !alwaysExits(catchClause.block);
  return [
    ...(isCaught ? [] : passing(tryBlock, values)),
    ...(finallyBlock === undefined ? [] : passing(finallyBlock, values)),
  ];
}

/** The labels whose clauses leave the function are not what was switched on. */
function passingSwitch(statement: ts.SwitchStatement, values: Values): PathCondition[] {
  const { clauses } = statement.caseBlock;
  const subject = values.of(statement.expression);
  const equals = ({ expression }: ts.CaseClause): Value => ({
    ...spanOf(statement),
    k: "equal",
    left: subject,
    right: values.of(expression),
    negated: false,
  });
  return clauses.flatMap((clause, index): PathCondition[] => {
    if (!leaves(clauses, index)) return [];
    if (ts.isCaseClause(clause)) return [{ test: equals(clause), holds: false }];
    const [first, ...more] = clauses.filter(ts.isCaseClause).map(equals);
    if (first === undefined) return [];
    const any = more.reduce<Value>(
      (left, right) => ({ ...spanOf(statement), k: "logic", op: "or", left, right }),
      first,
    );
    return [{ test: any, holds: true }];
  });
}

/** Whether control that enters a clause never comes out behind the `switch`. */
function leaves(clauses: ts.NodeArray<ts.CaseOrDefaultClause>, index: number): boolean {
  const clause = clauses[index];
  if (clause === undefined || clause.statements.some(breaks)) return false;
  return clause.statements.some(alwaysExits) || leaves(clauses, index + 1);
}

/** Whether a statement holds a `break` of its own, or one with a label, which may leave anything. */
function breaks(statement: ts.Statement): boolean {
  const visit = (node: ts.Node, isInside: boolean): boolean => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
    if (ts.isBreakStatement(node)) return !isInside || node.label !== undefined;
    const takes =
      node !== statement && (ts.isIterationStatement(node, false) || ts.isSwitchStatement(node));
    return ts.forEachChild(node, (child) => visit(child, isInside || takes)) ?? false;
  };
  return visit(statement, false);
}
