import { ts } from "ts-morph";

const kinds = ts.SyntaxKind;

const binaryPrecedence: ReadonlyMap<ts.SyntaxKind, number> = new Map([
  [kinds.CommaToken, 0],
  [kinds.QuestionQuestionToken, 3],
  [kinds.BarBarToken, 3],
  [kinds.AmpersandAmpersandToken, 4],
  [kinds.BarToken, 5],
  [kinds.CaretToken, 6],
  [kinds.AmpersandToken, 7],
  [kinds.EqualsEqualsToken, 8],
  [kinds.ExclamationEqualsToken, 8],
  [kinds.EqualsEqualsEqualsToken, 8],
  [kinds.ExclamationEqualsEqualsToken, 8],
  [kinds.LessThanToken, 9],
  [kinds.GreaterThanToken, 9],
  [kinds.LessThanEqualsToken, 9],
  [kinds.GreaterThanEqualsToken, 9],
  [kinds.InstanceOfKeyword, 9],
  [kinds.InKeyword, 9],
  [kinds.LessThanLessThanToken, 10],
  [kinds.GreaterThanGreaterThanToken, 10],
  [kinds.GreaterThanGreaterThanGreaterThanToken, 10],
  [kinds.PlusToken, 11],
  [kinds.MinusToken, 11],
  [kinds.AsteriskToken, 12],
  [kinds.SlashToken, 12],
  [kinds.PercentToken, 12],
  [kinds.AsteriskAsteriskToken, 13],
]);

/** How tightly an expression binds; assignments, arrows and `yield` are 1, conditionals 2, primaries 17. */
function precedenceOf(node: ts.Node): number {
  if (ts.isBinaryExpression(node)) return binaryPrecedence.get(node.operatorToken.kind) ?? 1;
  if (ts.isConditionalExpression(node)) return 2;
  if (ts.isArrowFunction(node) || ts.isYieldExpression(node)) return 1;
  if (ts.isSpreadElement(node)) return 1;
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return 9;
  if (isUnary(node)) return 14;
  if (ts.isPostfixUnaryExpression(node)) return 15;
  if (ts.isNewExpression(node) && node.arguments === undefined) return 16;
  return 17;
}

/** Whether an expression is an operator, or a word such as `await`, before its one operand. */
function isUnary(node: ts.Node): boolean {
  return (
    ts.isPrefixUnaryExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isTypeOfExpression(node) ||
    ts.isVoidExpression(node) ||
    ts.isDeleteExpression(node) ||
    ts.isTypeAssertionExpression(node)
  );
}

/** The least precedence that `node`'s place in its parent takes without parentheses. */
function requiredPrecedence(node: ts.Node): number {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent)) return 0;
  if (ts.isBinaryExpression(parent)) {
    const own = precedenceOf(parent);
    if (own <= 1) return parent.left === node ? 15 : 1;
    if (own === 3 || own === 4) return own;
    const leftAssociative = parent.operatorToken.kind !== kinds.AsteriskAsteriskToken;
    return (parent.left === node) === leftAssociative ? own : own + 1;
  }
  if (ts.isConditionalExpression(parent)) return parent.condition === node ? 3 : 1;
  if (ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent)) return 9;
  if (isUnary(parent)) return 14;
  if (ts.isPostfixUnaryExpression(parent)) return 15;
  if (headOf(parent) === node) return 17;
  if (ts.isExpressionWithTypeArguments(parent) || ts.isDecorator(parent)) return 16;
  return 1;
}

/** What a member access, a call or a template's tag starts with; undefined for any other node. */
function headOf(node: ts.Node): ts.Node | undefined {
  if (ts.isTaggedTemplateExpression(node)) return node.tag;
  const hasHead =
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isNonNullExpression(node);
  return hasHead ? node.expression : undefined;
}

function mixesNullish(kept: ts.Node, node: ts.Node): boolean {
  const { parent } = node;
  if (!ts.isBinaryExpression(parent) || !ts.isBinaryExpression(kept)) return false;
  const isNullish = (kind: ts.SyntaxKind): boolean => kind === kinds.QuestionQuestionToken;
  const isLogic = (kind: ts.SyntaxKind): boolean =>
    kind === kinds.BarBarToken || kind === kinds.AmpersandAmpersandToken;
  const inner = kept.operatorToken.kind;
  const outer = parent.operatorToken.kind;
  return (isNullish(inner) && isLogic(outer)) || (isLogic(inner) && isNullish(outer));
}

/** Whether the expression would be misread at the start of a statement, an arrow's body or a default export. */
function startsBadly(kept: ts.Node, node: ts.Node): boolean {
  let place: ts.Node = node;
  while (isLeftmost(place)) place = place.parent;
  const { parent } = place;
  const atStatement = ts.isExpressionStatement(parent);
  const atArrow = ts.isArrowFunction(parent) && parent.body === place;
  const atExport = ts.isExportAssignment(parent);
  if (!atStatement && !atArrow && !atExport) return false;
  const first = leftmost(kept);
  if (ts.isObjectLiteralExpression(first)) return !atExport;
  return !atArrow && (ts.isFunctionExpression(first) || ts.isClassExpression(first));
}

function isLeftmost(node: ts.Node): boolean {
  const { parent } = node;
  return (
    (ts.isBinaryExpression(parent) && parent.left === node) ||
    (ts.isConditionalExpression(parent) && parent.condition === node) ||
    ((ts.isPropertyAccessExpression(parent) ||
      ts.isElementAccessExpression(parent) ||
      ts.isCallExpression(parent) ||
      ts.isNonNullExpression(parent) ||
      ts.isAsExpression(parent)) &&
      parent.expression === node)
  );
}

function leftmost(node: ts.Node): ts.Node {
  if (ts.isBinaryExpression(node)) return leftmost(node.left);
  if (ts.isConditionalExpression(node)) return leftmost(node.condition);
  if (
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isCallExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isAsExpression(node)
  )
    return leftmost(node.expression);
  return node;
}

/** Whether `kept` needs parentheses when it takes the place of `node`. */
export function needsParentheses(kept: ts.Node, node: ts.Node): boolean {
  if (precedenceOf(kept) < requiredPrecedence(node) || mixesNullish(kept, node)) return true;
  if (ts.isBinaryExpression(kept) && kept.operatorToken.kind === kinds.CommaToken) {
    if (ts.isParenthesizedExpression(node.parent)) return false;
    return !ts.isExpressionStatement(node.parent);
  }
  return startsBadly(kept, node);
}
