import { ts } from "ts-morph";
import type { OutsideUse } from "./users.js";

/** Whether a file holds stories of components. */
function isStoryPath(path: string): boolean {
  return /\.(?:stories|story)\.[cm]?[jt]sx?$/u.test(path);
}

/** Whether a story file names a component as what its stories show, or in one of its types. */
export function isStoryUse(use: OutsideUse): boolean {
  if (!isStoryPath(use.file.path)) return false;
  const { parent } = use.node;
  const isComponent = ts.isPropertyAssignment(parent) && parent.initializer === use.node;
  return use.inType || (isComponent && parent.name.getText() === "component");
}

/** The literals by which a story file gives props: `args: { … }` and `Story.args = { … }`. */
export function storyArguments(source: ts.SourceFile): ts.ObjectLiteralExpression[] {
  const found: ts.ObjectLiteralExpression[] = [];
  const visit = (node: ts.Node): void => {
    const given = argumentsAt(node);
    if (given !== undefined && ts.isObjectLiteralExpression(given)) found.push(given);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function argumentsAt(node: ts.Node): ts.Expression | undefined {
  if (ts.isPropertyAssignment(node)) {
    return node.name.getText() === "args" ? node.initializer : undefined;
  }
  const sets =
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isPropertyAccessExpression(node.left) &&
    node.left.name.text === "args";
  return sets ? node.right : undefined;
}
