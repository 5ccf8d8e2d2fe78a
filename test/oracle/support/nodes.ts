import { Node, SyntaxKind } from "ts-morph";

/** Where a function takes its key: a parameter, or a member of one. */
export interface KeyPath {
  readonly index: number;
  readonly member?: string;
}

/** A parameter that stands for a key, with its function. */
export interface KeyParameter {
  readonly owner: Node;
  readonly path: KeyPath;
}

/** The expression inside parentheses, casts, `!` and `await`. */
export function unwrapped(node: Node): Node {
  const isWrapper =
    Node.isParenthesizedExpression(node) ||
    Node.isAsExpression(node) ||
    Node.isSatisfiesExpression(node) ||
    Node.isNonNullExpression(node) ||
    Node.isAwaitExpression(node);
  return isWrapper ? unwrapped(node.getExpression()) : node;
}

/** The outermost expression whose truth is this one's, or the opposite. */
export function outermost(node: Node): Node {
  const parent = node.getParent();
  const isTransparent =
    Node.isParenthesizedExpression(parent) ||
    Node.isAsExpression(parent) ||
    Node.isNonNullExpression(parent) ||
    Node.isAwaitExpression(parent) ||
    (Node.isPrefixUnaryExpression(parent) &&
      parent.getOperatorToken() === SyntaxKind.ExclamationToken);
  return isTransparent ? outermost(parent) : node;
}

/** The call whose callee a name is, as itself or as the member of something. */
export function callOf(use: Node): Node | undefined {
  const parent = use.getParent();
  const callee =
    (Node.isPropertyAccessExpression(parent) && parent.getNameNode() === use) ||
    (Node.isElementAccessExpression(parent) && parent.getArgumentExpression() === use)
      ? parent
      : use;
  const call = callee.getParent();
  return Node.isCallExpression(call) && call.getExpression() === callee ? call : undefined;
}

/** The parameter that an expression reads, through destructuring and one member. */
export function parameterOf(node: Node): KeyParameter | undefined {
  if (Node.isPropertyAccessExpression(node)) {
    const base = parameterOf(node.getExpression());
    return base === undefined || base.path.member !== undefined
      ? undefined
      : { owner: base.owner, path: { ...base.path, member: node.getName() } };
  }
  if (!Node.isIdentifier(node)) return undefined;
  const [declaration] = node.getDefinitionNodes();
  if (Node.isParameterDeclaration(declaration)) return ofDeclaration(declaration);
  if (!Node.isBindingElement(declaration)) return undefined;
  const holder = declaration.getParent().getParent();
  if (!Node.isParameterDeclaration(holder)) return undefined;
  const member = declaration.getPropertyNameNode()?.getText() ?? declaration.getName();
  const { owner, path } = ofDeclaration(holder);
  return { owner, path: { ...path, member } };
}

function ofDeclaration(declaration: Node): KeyParameter {
  const owner = declaration.getParentOrThrow();
  const parameters = Node.isParametered(owner) ? owner.getParameters() : [];
  return { owner, path: { index: parameters.findIndex((one) => one === declaration) } };
}

/** The node whose references are a function's, or undefined where it has no name that others could use. */
export function nameOf(owner: Node): Node | undefined {
  if (Node.isFunctionDeclaration(owner)) {
    return owner.getNameNode() ?? owner.getDefaultKeyword();
  }
  if (Node.isMethodDeclaration(owner)) return owner.getNameNode();
  const holder = owner.getParent();
  if (Node.isVariableDeclaration(holder)) return holder.getNameNode();
  if (Node.isPropertyAssignment(holder) || Node.isPropertyDeclaration(holder)) {
    return holder.getNameNode();
  }
  if (Node.isExportAssignment(holder)) {
    return holder.getFirstChildByKind(SyntaxKind.DefaultKeyword);
  }
  return undefined;
}

/** The function that returns just this value and does nothing else. */
export function functionAround(value: Node): Node | undefined {
  const parent = value.getParent();
  if (Node.isArrowFunction(parent) && parent.getBody() === value) return parent;
  if (!Node.isReturnStatement(parent)) return undefined;
  const block = parent.getParent();
  return Node.isBlock(block) && block.getStatements().length === 1 ? block.getParent() : undefined;
}
