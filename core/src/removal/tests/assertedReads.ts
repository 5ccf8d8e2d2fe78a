import { ts } from "ts-morph";
import type { JsonValue } from "../../text/json.js";
import { isTruthy } from "../fold/context.js";
import type { RemovalProject } from "../plan/project.js";
import type { TrackedFile } from "../plan/trackedFile.js";
import { isTestPath } from "../seed/tests.js";
import { literalValue } from "../syntax/literals.js";
import { outermost } from "../syntax/unit.js";

/**
 * Notes a test whose assertion is about the read itself and fails for the winning value: the test is of the flag's
 * client, and only a person knows whether it goes or asks for another flag.
 */
export function noteAssertedRead(
  project: RemovalProject,
  file: TrackedFile,
  read: ts.Expression,
  value: JsonValue,
): void {
  if (!isTestPath(file.path)) return;
  const subject = subjectOf(outermost(read), value);
  const assertion = assertionOf(file, subject.node);
  if (assertion === undefined || assertion(subject.value)) return;
  project.notes.push({
    kind: "contradicting-test",
    message:
      "This assertion is about the flag itself and fails for the winning value; look at what it is for.",
    place: { path: file.path, span: { start: read.getStart(file.unit.source), end: read.end } },
  });
}

/** Whether an assertion holds for a value. */
type Assertion = (value: JsonValue) => boolean;

/** What is asserted: the read, or what `!` and `await` around it make of it, with the value that this then has. */
function subjectOf(node: ts.Node, value: JsonValue): { node: ts.Node; value: JsonValue } {
  const { parent } = node;
  if (ts.isAwaitExpression(parent)) return subjectOf(outermost(parent), value);
  if (!ts.isPrefixUnaryExpression(parent) || parent.operator !== ts.SyntaxKind.ExclamationToken)
    return { node, value };
  return subjectOf(outermost(parent), !isTruthy(value));
}

/** What `expect(node)…` or `assert(node, …)` says of the node; undefined where it says nothing that is known here. */
function assertionOf(file: TrackedFile, node: ts.Node): Assertion | undefined {
  const call = node.parent;
  if (!ts.isCallExpression(call) || call.arguments[0] !== node) return undefined;
  const name = call.expression.getText(file.unit.source);
  if (name === "expect") return expectation(file, call);
  if (name === "assert") return isTruthy;
  const [, method] = /^assert\.(?:strict\.)?(\w+)$/u.exec(name) ?? [];
  return method === undefined ? undefined : matching(file, method, call.arguments[1]);
}

function expectation(file: TrackedFile, call: ts.CallExpression): Assertion | undefined {
  let isNegated = false;
  let at: ts.Node = call;
  while (ts.isPropertyAccessExpression(at.parent)) {
    at = at.parent;
    const { parent } = at;
    const { text } = (at as ts.PropertyAccessExpression).name;
    if (text === "not") isNegated = !isNegated;
    else if (text === "true" || text === "false") {
      const isTrue = (text === "true") !== isNegated;
      return (value) => value === isTrue;
    } else if (ts.isCallExpression(parent) && parent.expression === at) {
      const assertion = matching(file, text, parent.arguments[0]);
      return assertion && ((value) => assertion(value) !== isNegated);
    }
  }
  return undefined;
}

const equalities: ReadonlySet<string> = new Set([
  ...["toBe", "toEqual", "toStrictEqual", "equal", "equals", "eql"],
  ...["strictEqual", "deepEqual", "deepStrictEqual"],
]);
const truths: ReadonlySet<string> = new Set(["toBeTruthy", "ok", "isTrue"]);
const falsehoods: ReadonlySet<string> = new Set(["toBeFalsy", "isFalse", "notOk", "isNotOk"]);

function matching(
  file: TrackedFile,
  matcher: string,
  argument: ts.Expression | undefined,
): Assertion | undefined {
  if (truths.has(matcher)) return isTruthy;
  if (falsehoods.has(matcher)) return (value) => !isTruthy(value);
  if (!equalities.has(matcher) || argument === undefined) return undefined;
  const expected = literalValue(file.unit, argument, () => undefined);
  return expected && ((value) => value === expected.value);
}
