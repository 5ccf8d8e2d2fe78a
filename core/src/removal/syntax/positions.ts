import { ts } from "ts-morph";
import { parentOf } from "./parent.js";
import { outermost } from "./unit.js";

/** Whether only the truthiness of the expression at this place is looked at. */
export function inBooleanContext(node: ts.Node): boolean {
  const at = outermost(node);
  const { parent } = at;
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isDoStatement(parent))
    return parent.expression === at;
  if (ts.isForStatement(parent) || ts.isConditionalExpression(parent))
    return parent.condition === at;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isBinaryExpression(parent) && isLogical(parent.operatorToken.kind))
    return inBooleanContext(parent);
  return (
    ts.isCallExpression(parent) &&
    ts.isIdentifier(parent.expression) &&
    parent.expression.text === "Boolean" &&
    parent.arguments[0] === at
  );
}

/** `&&` or `||`. */
function isLogical(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken;
}

/** Whether a truthy value here is looked at for nothing but being truthy: a condition, or the left of `&&`. */
export function ignoresTruthyValue(node: ts.Node): boolean {
  if (inBooleanContext(node)) return true;
  const at = outermost(node);
  return (
    ts.isBinaryExpression(at.parent) &&
    at.parent.left === at &&
    at.parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
  );
}

/** Whether a falsy value here is looked at for nothing but being falsy: a condition, or the left of `||`. */
export function ignoresFalsyValue(node: ts.Node): boolean {
  if (inBooleanContext(node)) return true;
  const at = outermost(node);
  return (
    ts.isBinaryExpression(at.parent) &&
    at.parent.left === at &&
    at.parent.operatorToken.kind === ts.SyntaxKind.BarBarToken
  );
}

/** Whether the value of the expression is thrown away. */
export function isUnusedValue(node: ts.Node): boolean {
  const at = outermost(node);
  return ts.isExpressionStatement(at.parent);
}

/** The nearest statement around a node, the node included. */
export function enclosingStatement(node: ts.Node): ts.Statement | undefined {
  let at: ts.Node | undefined = node;
  while (at !== undefined && !isStatement(at)) at = parentOf(at);
  return at;
}

/** Whether a node is a statement (a declaration of a function, class, type or module included). */
function isStatement(node: ts.Node): node is ts.Statement {
  return (
    (node.kind >= ts.SyntaxKind.FirstStatement && node.kind <= ts.SyntaxKind.LastStatement) ||
    ts.isEmptyStatement(node) ||
    (ts.isBlock(node) && !ts.isFunctionLike(node.parent)) ||
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isModuleDeclaration(node) ||
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isExportAssignment(node) ||
    ts.isImportEqualsDeclaration(node)
  );
}

/** The list that holds a statement, or undefined where it is the single body of `if`, a loop or a label. */
export function statementList(statement: ts.Node): ts.NodeArray<ts.Statement> | undefined {
  const { parent } = statement;
  const holds =
    ts.isBlock(parent) ||
    ts.isSourceFile(parent) ||
    ts.isModuleBlock(parent) ||
    ts.isCaseOrDefaultClause(parent);
  return holds && parent.statements.some((s) => s === statement) ? parent.statements : undefined;
}
