import { ts } from "./compiler.js";

/** The expression inside parentheses, `await`, `as`, `satisfies`, `!` and type assertions. */
export function unwrap(expression: ts.Expression): ts.Expression {
  let node = expression;
  for (;;) {
    if (
      ts.isParenthesizedExpression(node) ||
      ts.isAsExpression(node) ||
      ts.isSatisfiesExpression(node) ||
      ts.isNonNullExpression(node) ||
      ts.isTypeAssertionExpression(node) ||
      ts.isAwaitExpression(node)
    ) {
      node = node.expression;
    } else {
      return node;
    }
  }
}

/** The outermost node that only wraps `node` as `unwrap` would remove it. */
export function wrapped(node: ts.Node): ts.Node {
  let outer = node;
  while (
    ts.isParenthesizedExpression(outer.parent) ||
    ts.isAsExpression(outer.parent) ||
    ts.isSatisfiesExpression(outer.parent) ||
    ts.isNonNullExpression(outer.parent) ||
    ts.isAwaitExpression(outer.parent)
  ) {
    outer = outer.parent;
  }
  return outer;
}

/** The member's name in `a.name`, `a["name"]`; undefined where it is computed. */
export function staticName(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined;
}

/** The name of an object literal's, a class's or a pattern's member, where it is static. */
export function propertyName(
  name: ts.PropertyName | ts.BindingName | undefined,
): string | undefined {
  if (name === undefined) return undefined;
  if (ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name))
    return name.text;
  if (ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression)) {
    return name.expression.text;
  }
  return undefined;
}

/** Whether a variable can never be assigned again. */
export function isConst(declaration: ts.VariableDeclaration): boolean {
  return (
    ts.isVariableDeclarationList(declaration.parent) &&
    (declaration.parent.flags & ts.NodeFlags.Const) !== 0
  );
}

/** Whether a variable belongs to the module itself, not to a loop, a `catch` or a block. */
export function isTopLevelVariable(declaration: ts.VariableDeclaration): boolean {
  const statement = declaration.parent.parent;
  return ts.isVariableStatement(statement) && ts.isSourceFile(statement.parent);
}

/**
 * The function whose body runs `node`, or undefined at module level.
 *
 * Initializers of instance fields run when an object is made, so their class stands in for a function.
 */
export function enclosingFunction(node: ts.Node): ts.Node | undefined {
  let child = node;
  for (
    let parent = node.parent as ts.Node | undefined;
    parent;
    child = parent, parent = parent.parent
  ) {
    if (ts.isFunctionLike(parent)) return parent;
    if (ts.isPropertyDeclaration(parent) && parent.initializer === child && !isStatic(parent)) {
      return parent;
    }
  }
  return undefined;
}

function isStatic(member: ts.PropertyDeclaration): boolean {
  return member.modifiers?.some((one) => one.kind === ts.SyntaxKind.StaticKeyword) ?? false;
}

/** The span of a node without the white space and comments before it. */
export function spanOf(node: ts.Node): { start: number; end: number } {
  return { start: node.getStart(), end: node.end };
}

/** The expression that a class extends. */
export function parentOf(declaration: ts.ClassLikeDeclaration): ts.Expression | undefined {
  const clause = declaration.heritageClauses?.find(
    (one) => one.token === ts.SyntaxKind.ExtendsKeyword,
  );
  return clause?.types[0]?.expression;
}
