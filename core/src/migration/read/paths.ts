import { ts } from "../../syntax/compiler.js";
import { spanOf } from "../../syntax/nodes.js";
import type { PathCondition, Value } from "../flowFacts.js";
import { alwaysExits } from "./completion.js";
import { passing } from "./passing.js";
import type { Values } from "./values.js";

/**
 * The conditions that hold wherever control reaches a node, up to the function (or module) around it.
 *
 * Branches, early exits of statements before it, `&&`, `||`, ternaries, `switch`, loops; a `try` changes nothing for
 * what stands in its block.
 */
export function pathTo(start: ts.Node, values: Values): PathCondition[] {
  const found: PathCondition[] = [];
  let node = start;
  for (
    let parent = node.parent as ts.Node | undefined;
    parent !== undefined;
    node = parent, parent = parent.parent as ts.Node | undefined
  ) {
    addBranch(parent, node, values, found);
    if (hasStatements(parent)) addEarlierExits(parent.statements, node, values, found);
    if (ts.isFunctionLike(parent) || ts.isSourceFile(parent)) break;
  }
  return found;
}

function addBranch(parent: ts.Node, node: ts.Node, values: Values, found: PathCondition[]): void {
  if (ts.isIfStatement(parent)) {
    if (node === parent.expression) return;
    found.push({ test: values.of(parent.expression), holds: node === parent.thenStatement });
  } else if (ts.isConditionalExpression(parent)) {
    if (node === parent.condition) return;
    found.push({ test: values.of(parent.condition), holds: node === parent.whenTrue });
  } else if (ts.isBinaryExpression(parent) && node === parent.right) {
    const operator = parent.operatorToken.kind;
    if (operator === ts.SyntaxKind.AmpersandAmpersandToken) {
      found.push({ test: values.of(parent.left), holds: true });
    } else if (operator === ts.SyntaxKind.BarBarToken) {
      found.push({ test: values.of(parent.left), holds: false });
    }
  } else if (ts.isWhileStatement(parent) && node === parent.statement) {
    found.push({ test: values.of(parent.expression), holds: true });
  } else if (ts.isForStatement(parent) && node === parent.statement && parent.condition) {
    found.push({ test: values.of(parent.condition), holds: true });
  } else if (ts.isCaseOrDefaultClause(parent) && node !== caseExpression(parent)) {
    addCase(parent, values, found);
  }
}

function caseExpression(clause: ts.CaseOrDefaultClause): ts.Node | undefined {
  return ts.isCaseClause(clause) ? clause.expression : undefined;
}

/** A clause runs for its own labels and for those above it that fall through. */
function addCase(clause: ts.CaseOrDefaultClause, values: Values, found: PathCondition[]): void {
  const { clauses } = clause.parent;
  const subject = values.of(clause.parent.parent.expression);
  const at = clauses.indexOf(clause);
  let first = at;
  while (first > 0 && !exits(clauses[first - 1])) first--;
  const entering = clauses.slice(first, at + 1);
  const equals = (one: ts.CaseClause): Value => ({
    ...spanOf(one.expression),
    k: "equal",
    left: subject,
    right: values.of(one.expression),
    negated: false,
  });
  if (entering.some(ts.isDefaultClause)) {
    const others = clauses.filter((one) => ts.isCaseClause(one) && !entering.includes(one));
    for (const one of others) {
      if (ts.isCaseClause(one)) found.push({ test: equals(one), holds: false });
    }
    return;
  }
  const tests = entering.flatMap((one) => (ts.isCaseClause(one) ? [equals(one)] : []));
  const any = tests.reduce<Value | undefined>(
    (left, right) =>
      left === undefined
        ? right
        : { start: left.start, end: right.end, k: "logic", op: "or", left, right },
    undefined,
  );
  if (any !== undefined) found.push({ test: any, holds: true });
  // `switch (true)`: the labels above were looked at first.
  for (const one of clauses.slice(0, first)) {
    if (ts.isCaseClause(one)) found.push({ test: equals(one), holds: false });
  }
}

function exits(clause: ts.CaseOrDefaultClause | undefined): boolean {
  return clause === undefined || clause.statements.some(alwaysExits);
}

type StatementList = ts.Block | ts.SourceFile | ts.CaseOrDefaultClause | ts.ModuleBlock;

function hasStatements(node: ts.Node): node is StatementList {
  return (
    ts.isBlock(node) ||
    ts.isSourceFile(node) ||
    ts.isCaseOrDefaultClause(node) ||
    ts.isModuleBlock(node)
  );
}

function addEarlierExits(
  statements: readonly ts.Statement[],
  node: ts.Node,
  values: Values,
  found: PathCondition[],
): void {
  for (const statement of statements) {
    if (statement === node) return;
    found.push(...passing(statement, values));
    if (ts.isExpressionStatement(statement) && isAssertion(statement.expression)) {
      const test = values.of(statement.expression);
      if (test.k === "call") found.push({ test, holds: true, completes: true });
    }
  }
}

/** Names of functions that are called for their throwing; following every call would cost more than it tells. */
const assertion =
  /^(?:assert|check|deny|ensure|enforce|forbid|guard|must|only|refuse|reject|require|throw|verify)/;

function isAssertion(expression: ts.Expression): boolean {
  const call = ts.isAwaitExpression(expression) ? expression.expression : expression;
  if (!ts.isCallExpression(call)) return false;
  const callee = call.expression;
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  return (
    (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) && assertion.test(plain(name.text))
  );
}

function plain(name: string): string {
  return name.startsWith("#") ? name.slice(1) : name;
}
