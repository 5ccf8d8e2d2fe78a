import { ts } from "ts-morph";
import { outermost, settled } from "../syntax/unit.js";
import type { Edit } from "../text/trackedText.js";
import type { SystemView } from "./view.js";

/** What the answer of either side has by itself, and what is told of both only as long as there are two. */
const kept = /^(?:success|result|error)$/u;

/**
 * What becomes of the answer of a staged object's call once it is the answer of the new side: a write's
 * `authoritative` is the answer itself. Undefined where the answer is used for something that it does not have any
 * more, or as a whole.
 */
export function resultEdits(
  view: SystemView,
  call: ts.CallExpression,
  operation: "read" | "write",
): Edit[] | undefined {
  const answer = settled(call);
  const { parent } = answer;
  if (ts.isExpressionStatement(parent) || ts.isVoidExpression(parent)) return [];
  if (answer === call || !isAwaited(answer)) return undefined;
  if (ts.isVariableDeclaration(parent) && parent.initializer === answer)
    return ofDeclaration(view, parent.name, operation);
  return ofUse(answer, operation);
}

function isAwaited(node: ts.Node): boolean {
  let at = node;
  while (ts.isParenthesizedExpression(at)) at = at.expression;
  return ts.isAwaitExpression(at);
}

/** `answer.result`, `answer.authoritative.result`. */
function ofUse(answer: ts.Node, operation: "read" | "write"): Edit[] | undefined {
  const access = answer.parent;
  if (!ts.isPropertyAccessExpression(access) || access.expression !== answer) return undefined;
  if (operation === "read") return kept.test(access.name.text) ? [] : undefined;
  const inner = access.parent;
  const isKept =
    access.name.text === "authoritative" &&
    ts.isPropertyAccessExpression(inner) &&
    inner.expression === access &&
    kept.test(inner.name.text);
  return isKept ? [{ start: answer.end, end: access.end, parts: [] }] : undefined;
}

/** `const answer = …`, `const { success, result } = …`, `const { authoritative } = …`. */
function ofDeclaration(
  view: SystemView,
  name: ts.BindingName,
  operation: "read" | "write",
): Edit[] | undefined {
  if (ts.isIdentifier(name)) return ofName(view, name, operation);
  if (!ts.isObjectBindingPattern(name)) return undefined;
  const taken = name.elements.map((element) => (element.propertyName ?? element.name).getText());
  if (name.elements.some(({ dotDotDotToken }) => dotDotDotToken !== undefined)) return undefined;
  if (operation === "read") return taken.every((one) => kept.test(one)) ? [] : undefined;
  const [element] = name.elements;
  if (taken.length !== 1 || taken[0] !== "authoritative" || element === undefined) return undefined;
  const { name: local } = element;
  const inside = ts.isIdentifier(local)
    ? ofName(view, local, "read")
    : ofDeclaration(view, local, "read");
  if (inside === undefined) return undefined;
  const span = { start: local.getStart(), end: local.end };
  return [{ start: name.getStart(), end: name.end, parts: [span] }, ...inside];
}

function ofName(
  view: SystemView,
  name: ts.Identifier,
  operation: "read" | "write",
): Edit[] | undefined {
  const symbol = view.symbolOf(name);
  const found: (readonly Edit[] | undefined)[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node !== name && view.symbolOf(node) === symbol) {
      found.push(ofUse(outermost(node), operation));
    }
    ts.forEachChild(node, visit);
  };
  visit(name.getSourceFile());
  return found.includes(undefined) ? undefined : found.flatMap((edits) => edits ?? []);
}
