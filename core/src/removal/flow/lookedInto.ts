import { ts } from "ts-morph";
import { inBooleanContext } from "../syntax/positions.js";
import { isWrite } from "../syntax/resolveNames.js";
import type { Binding } from "../syntax/scopeModel.js";
import { outermost, skipOuter } from "../syntax/unit.js";

/**
 * Whether an object that a name holds is only looked into, so that its members stay what they were. An object that
 * the function returns in the end, or gives to a component, is out of its hands.
 */
export function isOnlyLookedInto(binding: Binding): boolean {
  return binding.uses.every(({ node, inType }) => inType || looksInto(node));
}

/** Whether a use of an object leaves its members as they are. */
export function looksInto(use: ts.Node): boolean {
  const at = outermost(use);
  const { parent } = at;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === at && !isChanged(parent);
  if (ts.isVariableDeclaration(parent))
    return parent.initializer === at && ts.isObjectBindingPattern(parent.name);
  if (isTested(at)) return true;
  if (ts.isSpreadAssignment(parent) || ts.isJsxSpreadAttribute(parent)) return true;
  if (ts.isJsxExpression(parent)) return ts.isJsxAttribute(parent.parent);
  if (ts.isArrayLiteralExpression(parent)) return isDependencies(parent);
  return ts.isReturnStatement(parent) && !isUsedLater(use);
}

/** `!o`, `if (o)` and `o === undefined` look at nothing but whether the object is there. */
export function isTested(node: ts.Node): boolean {
  if (inBooleanContext(node)) return true;
  const { parent } = node;
  if (!ts.isBinaryExpression(parent)) return false;
  const { kind } = parent.operatorToken;
  return (
    kind >= ts.SyntaxKind.EqualsEqualsToken && kind <= ts.SyntaxKind.ExclamationEqualsEqualsToken
  );
}

function isChanged(access: ts.Node): boolean {
  return isWrite(access) || ts.isDeleteExpression(outermost(access).parent);
}

/** The last argument of a hook: `[value]` in `useEffect(() => …, [value])`. */
export function isDependencies(node: ts.ArrayLiteralExpression): boolean {
  const call = node.parent;
  if (!ts.isCallExpression(call) || call.arguments[call.arguments.length - 1] !== node)
    return false;
  const callee = skipOuter(call.expression);
  const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText();
  return call.arguments.length > 1 && /^use[A-Z]/u.test(name);
}

/** Whether the function that returns an object holds on to it, in a function of its own that may run later. */
function isUsedLater(use: ts.Node): boolean {
  let owner: ts.Node = use;
  while (!ts.isFunctionLike(owner) && !ts.isSourceFile(owner)) owner = owner.parent;
  const named = ts.isFunctionDeclaration(owner)
    ? owner.name
    : ts.isVariableDeclaration(owner.parent)
      ? owner.parent.name
      : undefined;
  const isHook = named !== undefined && /^use[A-Z]/u.test(named.getText());
  return !isHook && ts.isIdentifier(use) && hasClosureOver(owner, use.text);
}

function hasClosureOver(owner: ts.Node, name: string): boolean {
  let found = false;
  const visit = (node: ts.Node, inside: boolean): void => {
    if (inside && ts.isIdentifier(node) && node.text === name) found = true;
    ts.forEachChild(node, (child) => visit(child, inside || ts.isFunctionLike(child)));
  };
  visit(owner, false);
  return found;
}
