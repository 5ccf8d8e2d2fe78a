import { ts } from "../../syntax/compiler.js";
import type { Outcome } from "../flowFacts.js";
import { goesOn } from "./completion.js";

/** What becomes of a call's value and of its failure, within its function. */
export function outcomeOf(call: ts.Expression): Outcome {
  let wait: Outcome["wait"];
  let rejectionCaught = false;
  let node: ts.Node = call;
  for (;;) {
    const parent: ts.Node = node.parent;
    const chained = chainedOn(parent, node);
    if (chained !== undefined) {
      rejectionCaught ||= chained.catches;
      node = chained.call;
    } else if (isWrapping(parent)) node = parent;
    else if (ts.isConditionalExpression(parent) && node !== parent.condition) node = parent;
    else if (ts.isBinaryExpression(parent) && node === parent.right && isLogic(parent))
      node = parent;
    else {
      const list = promiseListOf(node);
      if (list === undefined) {
        wait = waitOf(parent, node);
        break;
      }
      rejectionCaught ||= list.settled;
      node = list.call;
    }
  }
  return { wait, rejectionCaught, inTry: isInTry(call) };
}

function isLogic({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return (
    kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken
  );
}

function isWrapping(node: ts.Node): boolean {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isSatisfiesExpression(node)
  );
}

function waitOf(parent: ts.Node, node: ts.Node): Outcome["wait"] {
  if (ts.isAwaitExpression(parent)) return "awaited";
  if (ts.isReturnStatement(parent)) return "returned";
  if (ts.isArrowFunction(parent)) return "returned";
  if (ts.isExpressionStatement(parent) || ts.isVoidExpression(parent)) return "dropped";
  if (ts.isVariableDeclaration(parent) && parent.initializer === node) {
    return isAwaitedLater(parent) ? "awaited" : "used";
  }
  return "used";
}

/** `call.then(…)`, `.catch(…)`, `.finally(…)` on a call. */
function chainedOn(
  parent: ts.Node,
  node: ts.Node,
): { call: ts.CallExpression; catches: boolean } | undefined {
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== node) return undefined;
  const call = parent.parent;
  if (!ts.isCallExpression(call) || call.expression !== parent) return undefined;
  const name = parent.name.text;
  if (name === "catch") return { call, catches: true };
  if (name === "then") return { call, catches: call.arguments.length > 1 };
  return name === "finally" ? { call, catches: false } : undefined;
}

const lists = new Set(["all", "allSettled", "race", "any"]);

/** The call of `Promise.all(…)` and its like that a value, or a list of it, is handed to. */
function promiseListOf(node: ts.Node): { call: ts.CallExpression; settled: boolean } | undefined {
  const inList = ts.isArrayLiteralExpression(node.parent);
  const call = inList ? node.parent.parent : node.parent;
  if (!ts.isCallExpression(call) || call.expression === node) return undefined;
  if (!inList && call.arguments[0] !== node) return undefined;
  if (!ts.isPropertyAccessExpression(call.expression)) return undefined;
  const { expression, name } = call.expression;
  if (!ts.isIdentifier(expression) || expression.text !== "Promise" || !lists.has(name.text)) {
    return undefined;
  }
  return { call, settled: name.text === "allSettled" };
}

/** `const pending = write(); …; await pending`. */
function isAwaitedLater(declaration: ts.VariableDeclaration): boolean {
  const { name } = declaration;
  if (!ts.isIdentifier(name)) return false;
  const visit = (node: ts.Node): boolean => {
    if (ts.isAwaitExpression(node) && mentions(node.expression, name.text)) return true;
    return ts.forEachChild(node, visit) ?? false;
  };
  return visit(declaration.parent.parent.parent);
}

function mentions(node: ts.Node, name: string): boolean {
  if (ts.isIdentifier(node) && node.text === name) return true;
  if (ts.isFunctionLike(node)) return false;
  return ts.forEachChild(node, (child) => mentions(child, name)) ?? false;
}

function isInTry(start: ts.Node): boolean {
  let node = start;
  for (
    let parent = node.parent as ts.Node | undefined;
    parent && !ts.isFunctionLike(parent);
    node = parent, parent = parent.parent as ts.Node | undefined
  ) {
    if (ts.isTryStatement(parent) && node === parent.tryBlock && goesOn(parent.catchClause)) {
      return true;
    }
  }
  return false;
}
