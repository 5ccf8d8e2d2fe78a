import { ts } from "ts-morph";
import { parentOf } from "../syntax/parent.js";
import type { Unit } from "../syntax/unit.js";

const testNames: ReadonlySet<string> = new Set(["it", "test", "specify"]);
const suiteNames: ReadonlySet<string> = new Set(["describe", "suite", "context"]);
const setUpNames: ReadonlySet<string> = new Set(["beforeEach", "beforeAll", "before", "setup"]);

/** Whether a path looks like a test, a mock, a story or a fixture. */
export function isTestPath(path: string): boolean {
  return /(?:^|\/)(?:__tests__|__mocks__|tests?|e2e|cypress|fixtures?|mocks?)\/|[.-](?:test|spec|stories|story|mock|e2e|cy)\.[cm]?[jt]sx?$/iu.test(
    path,
  );
}

function calleeName(call: ts.CallExpression): string {
  let callee: ts.Expression = call.expression;
  while (ts.isPropertyAccessExpression(callee) || ts.isCallExpression(callee))
    callee = callee.expression;
  return ts.isIdentifier(callee) ? callee.text : "";
}

/** The statement of the nearest enclosing call to one of `names` whose function holds the node. */
function enclosingCall(
  node: ts.Node,
  names: ReadonlySet<string>,
): ts.ExpressionStatement | undefined {
  for (let at = parentOf(node); at !== undefined; at = parentOf(at)) {
    if (!ts.isExpressionStatement(at) || !ts.isCallExpression(at.expression)) continue;
    if (names.has(calleeName(at.expression))) return at;
  }
  return undefined;
}

/** The test, or the suite whose set-up it is, that a node belongs to alone. */
export function owningTest(unit: Unit, node: ts.Node): ts.ExpressionStatement | undefined {
  const test = enclosingCall(node, testNames);
  if (test !== undefined) return test;
  const setUp = enclosingCall(node, setUpNames);
  return setUp === undefined ? undefined : enclosingCall(setUp, suiteNames);
}

/** The title of a test or suite, for notes. */
export function titleOf(statement: ts.ExpressionStatement): string {
  const call = statement.expression;
  const [title] = ts.isCallExpression(call) ? call.arguments : [];
  return title !== undefined && ts.isStringLiteralLike(title) ? title.text : "a test";
}
