import { ts } from "../../syntax/compiler.js";

/** Whether control never goes past a statement: it returns, throws, or leaves the loop's round. */
export function alwaysExits(statement: ts.Statement | undefined): boolean {
  if (statement === undefined) return false;
  switch (statement.kind) {
    case ts.SyntaxKind.ReturnStatement:
    case ts.SyntaxKind.ThrowStatement:
    case ts.SyntaxKind.ContinueStatement:
    case ts.SyntaxKind.BreakStatement:
      return true;
    default:
      break;
  }
  if (ts.isBlock(statement)) return statement.statements.some(alwaysExits);
  if (ts.isIfStatement(statement)) {
    return alwaysExits(statement.thenStatement) && alwaysExits(statement.elseStatement);
  }
  if (ts.isTryStatement(statement)) {
    if (statement.finallyBlock && alwaysExits(statement.finallyBlock)) return true;
    const caught = statement.catchClause === undefined || alwaysExits(statement.catchClause.block);
    return alwaysExits(statement.tryBlock) && caught;
  }
  if (ts.isExpressionStatement(statement)) return isProcessExit(statement.expression);
  return false;
}

/** `process.exit(…)` ends everything. */
function isProcessExit(expression: ts.Expression): boolean {
  return (
    ts.isCallExpression(expression) && expression.expression.getText().startsWith("process.exit")
  );
}

/** Whether a `catch` takes the failure for good: nothing in it throws again. */
export function goesOn(clause: ts.CatchClause | undefined): boolean {
  if (clause === undefined) return false;
  const throws = (node: ts.Node): boolean => {
    if (ts.isThrowStatement(node)) return true;
    if (ts.isFunctionLike(node)) return false;
    if (isRejection(node)) return true;
    return ts.forEachChild(node, throws) ?? false;
  };
  return !throws(clause.block);
}

/** `return Promise.reject(…)` is a throw in other words. */
function isRejection(node: ts.Node): boolean {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === "reject" &&
    node.expression.expression.getText() === "Promise"
  );
}
