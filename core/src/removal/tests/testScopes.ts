import { ts } from "ts-morph";
import { parentOf } from "../syntax/parent.js";

/** Where a set-up takes effect: one test, one suite, or everything in the file. */
export type TestScope =
  | { readonly kind: "test" | "suite"; readonly statement: ts.ExpressionStatement }
  | { readonly kind: "file" };

const callKinds: Readonly<Record<string, "test" | "suite" | "setUp">> = {
  it: "test",
  test: "test",
  specify: "test",
  describe: "suite",
  suite: "suite",
  context: "suite",
  beforeEach: "setUp",
  beforeAll: "setUp",
  before: "setUp",
  setup: "setUp",
};

/** What a statement is for a test runner: `it(…)`, `describe.each(…)(…)`, `beforeEach(…)`. */
export function testCallKind(node: ts.Node): "test" | "suite" | "setUp" | undefined {
  if (!ts.isExpressionStatement(node) || !ts.isCallExpression(node.expression)) return undefined;
  let callee: ts.Expression = node.expression;
  while (ts.isPropertyAccessExpression(callee) || ts.isCallExpression(callee))
    callee = callee.expression;
  const hasCallback = node.expression.arguments.some(isFunctionNode);
  return ts.isIdentifier(callee) && hasCallback && Object.hasOwn(callKinds, callee.text)
    ? callKinds[callee.text]
    : undefined;
}

function isFunctionNode(node: ts.Node): boolean {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

/** The scope that a node of a test file stands in. Set-up counts for the suite around it. */
export function scopeOf(node: ts.Node): TestScope {
  for (let at = parentOf(node); at !== undefined; at = parentOf(at)) {
    if (!ts.isExpressionStatement(at)) continue;
    const kind = testCallKind(at);
    if (kind === "test" || kind === "suite") return { kind, statement: at };
  }
  return { kind: "file" };
}

/** A test or suite with those in it. */
export interface TestNode {
  readonly kind: "test" | "suite";
  readonly statement: ts.ExpressionStatement;
  readonly inner: readonly TestNode[];
}

/** The tests and suites of a file, loops and conditions around them looked through. */
export function testTree(root: ts.Node): TestNode[] {
  const found: TestNode[] = [];
  const visit = (node: ts.Node): void => {
    const kind = testCallKind(node);
    if ((kind === "test" || kind === "suite") && ts.isExpressionStatement(node))
      found.push({
        kind,
        statement: node,
        inner: kind === "suite" ? testTree(node.expression) : [],
      });
    else ts.forEachChild(node, visit);
  };
  ts.forEachChild(root, visit);
  return found;
}
