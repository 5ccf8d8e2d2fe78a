import { ts } from "./compiler.js";
import type { FlagCondition } from "../reference/model.js";
import type { Span } from "../text/span.js";
import { enclosingFunction, isConst, spanOf } from "./nodes.js";
import type { Scopes } from "./scope.js";

/**
 * Finds the places where an expression's truth decides what runs: directly, through `!`, `=== true`, `Boolean()`,
 * casts and `await`, or through a `const` that holds it.
 */
export class Conditions {
  readonly #scopes: Scopes;

  constructor(scopes: Scopes) {
    this.#scopes = scopes;
  }

  /** `inverted`: the expression is true when the flag is off. */
  of(expression: ts.Node, inverted: boolean): FlagCondition[] {
    const found: FlagCondition[] = [];
    this.#climb(expression, !inverted, true, found, 0);
    return found;
  }

  #climb(
    start: ts.Node,
    positive: boolean,
    sole: boolean,
    found: FlagCondition[],
    depth: number,
  ): void {
    let node = start;
    let truth = positive;
    for (;;) {
      const step = transparentParent(node);
      if (step === undefined) break;
      node = step.node;
      if (step.flips) truth = !truth;
    }
    const parent = node.parent;
    if (ts.isIfStatement(parent) && parent.expression === node) {
      found.push(
        conditionOf(parent, "if", parent.thenStatement, parent.elseStatement, truth, sole),
      );
    } else if (ts.isConditionalExpression(parent) && parent.condition === node) {
      found.push(conditionOf(parent, "ternary", parent.whenTrue, parent.whenFalse, truth, sole));
    } else if (ts.isBinaryExpression(parent)) {
      this.#operand(parent, node, truth, sole, found, depth);
    } else if (ts.isVariableDeclaration(parent) && parent.initializer === node && depth < 3) {
      this.#alias(parent, truth, sole, found, depth);
    }
  }

  #operand(
    parent: ts.BinaryExpression,
    node: ts.Node,
    truth: boolean,
    sole: boolean,
    found: FlagCondition[],
    depth: number,
  ): void {
    const operator = parent.operatorToken.kind;
    const isAnd = operator === ts.SyntaxKind.AmpersandAmpersandToken;
    if (!isAnd && operator !== ts.SyntaxKind.BarBarToken) return;
    if (parent.left === node) {
      const runsWhenOn = isAnd === truth;
      found.push({
        form: isAnd ? "and" : "or",
        span: spanOf(parent),
        whenOn: runsWhenOn ? spanOf(parent.right) : null,
        whenOff: runsWhenOn ? null : spanOf(parent.right),
        identical: false,
        sole,
        functionStart: functionStartOf(parent),
      });
    }
    // `flag && x` being true says that the flag is on; it being false says nothing, and the other way for `||`.
    this.#climbPartly(parent, truth, isAnd, found, depth);
  }

  #climbPartly(
    start: ts.BinaryExpression,
    truth: boolean,
    knownWhenTrue: boolean,
    found: FlagCondition[],
    depth: number,
  ): void {
    const inner: FlagCondition[] = [];
    this.#climb(start, true, false, inner, depth);
    for (const condition of inner) {
      // `whenOn` of the inner result is where the whole is true, `whenOff` where it is false.
      const decided = knownWhenTrue ? condition.whenOn : condition.whenOff;
      const flagOnThere = knownWhenTrue ? truth : !truth;
      found.push({
        ...condition,
        whenOn: flagOnThere ? decided : null,
        whenOff: flagOnThere ? null : decided,
        sole: false,
        identical: false,
      });
    }
  }

  #alias(
    declaration: ts.VariableDeclaration,
    truth: boolean,
    sole: boolean,
    found: FlagCondition[],
    depth: number,
  ): void {
    const name = declaration.name;
    if (!ts.isIdentifier(name) || !isConst(declaration)) return;
    const scope = enclosingFunction(declaration) ?? declaration.getSourceFile();
    const visit = (node: ts.Node): void => {
      if (
        ts.isIdentifier(node) &&
        node.text === name.text &&
        node !== name &&
        isRead(node) &&
        this.#scopes.resolve(name.text, node) === declaration
      ) {
        this.#climb(node, truth, sole, found, depth + 1);
      }
      ts.forEachChild(node, visit);
    };
    visit(scope);
  }
}

/** The parent that has the same truth as `node`, or the opposite one. */
export function transparentParent(node: ts.Node): { node: ts.Node; flips: boolean } | undefined {
  const parent = node.parent;
  if (
    ts.isParenthesizedExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isAwaitExpression(parent)
  ) {
    return { node: parent, flips: false };
  }
  if (ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.ExclamationToken) {
    return { node: parent, flips: true };
  }
  if (
    ts.isCallExpression(parent) &&
    parent.arguments[0] === node &&
    ts.isIdentifier(parent.expression) &&
    parent.expression.text === "Boolean"
  ) {
    return { node: parent, flips: false };
  }
  return comparisonWithBoolean(parent, node);
}

function comparisonWithBoolean(
  parent: ts.Node,
  node: ts.Node,
): { node: ts.Node; flips: boolean } | undefined {
  if (!ts.isBinaryExpression(parent)) return undefined;
  const operator = parent.operatorToken.kind;
  const equal =
    operator === ts.SyntaxKind.EqualsEqualsEqualsToken ||
    operator === ts.SyntaxKind.EqualsEqualsToken;
  const unequal =
    operator === ts.SyntaxKind.ExclamationEqualsEqualsToken ||
    operator === ts.SyntaxKind.ExclamationEqualsToken;
  if (!equal && !unequal) return undefined;
  const other = parent.left === node ? parent.right : parent.left;
  const truth = booleanMeaning(other);
  if (truth === undefined) return undefined;
  return { node: parent, flips: truth ? unequal : equal };
}

/** `true`, `false`, and the strings by which environment variables say the same. */
function booleanMeaning(node: ts.Expression): boolean | undefined {
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (!ts.isStringLiteralLike(node)) return undefined;
  if (node.text === "true" || node.text === "1") return true;
  return node.text === "false" || node.text === "0" ? false : undefined;
}

function conditionOf(
  statement: ts.IfStatement | ts.ConditionalExpression,
  form: "if" | "ternary",
  whenTrue: ts.Node,
  whenFalse: ts.Node | undefined,
  truth: boolean,
  sole: boolean,
): FlagCondition {
  const yes: Span = spanOf(whenTrue);
  const no: Span | null = whenFalse === undefined ? null : spanOf(whenFalse);
  return {
    form,
    span: spanOf(statement),
    whenOn: truth ? yes : no,
    whenOff: truth ? no : yes,
    identical: whenFalse !== undefined && sameCode(whenTrue, whenFalse),
    sole,
    functionStart: functionStartOf(statement),
  };
}

/** Offset at which the function around `node` starts, 0 at module level. */
export function functionStartOf(node: ts.Node): number {
  return enclosingFunction(node)?.getStart() ?? 0;
}

function sameCode(left: ts.Node, right: ts.Node): boolean {
  return tokensOf(left) === tokensOf(right);
}

/** The tokens of a branch; a block of one statement equals the statement, so braces do not count. */
function tokensOf(branch: ts.Node): string {
  const only = ts.isBlock(branch) && branch.statements.length === 1 ? branch.statements[0] : branch;
  const node = only ?? branch;
  const tokens: string[] = [];
  const visit = (child: ts.Node): void => {
    if (child.getChildCount() === 0) tokens.push(child.getText());
    else for (const inner of child.getChildren()) visit(inner);
  };
  visit(node);
  return tokens.filter((token) => token !== "" && token !== ";").join("\u0000");
}

function isRead(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  return !(ts.isPropertyAssignment(parent) && parent.name === node);
}
