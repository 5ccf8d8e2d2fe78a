import { ts } from "ts-morph";
import { skipOuter } from "../syntax/unit.js";
import { listItemRange } from "../text/listItem.js";
import type { Edit } from "../text/trackedText.js";
import { canDrop, knownTruthiness, marked, sliceOf, type FoldContext } from "./context.js";

/** Folds `...(known && {…})` and unwraps `...[a]` and `...{a}` that a fold has left behind. */
export function foldSpread(node: ts.Node, context: FoldContext): readonly Edit[] | undefined {
  const { unit } = context;
  if (!ts.isSpreadElement(node) && !ts.isSpreadAssignment(node)) return undefined;
  const list = listOf(node);
  if (list === undefined) return undefined;
  const inner = skipOuter(node.expression);
  const mark = marked(context, inner);
  if (mark !== undefined) {
    const nothing = ts.isSpreadAssignment(node) && isEmptySpread(mark.value);
    return nothing ? [{ ...listItemRange(unit, list, node), parts: [] }] : undefined;
  }
  if (ts.isSpreadAssignment(node) && isNeverSpread(node.expression, context))
    return [{ ...listItemRange(unit, list, node), parts: [] }];
  if (!unit.wasUnwrapped(inner)) return undefined;
  if (ts.isArrayLiteralExpression(inner) && ts.isSpreadElement(node))
    return replaceByMembers(context, node, inner, inner.elements, list);
  if (!ts.isObjectLiteralExpression(inner) || !ts.isSpreadAssignment(node)) return undefined;
  return inner.properties.some(isPrototypeSetter)
    ? undefined
    : replaceByMembers(context, node, inner, inner.properties, list);
}

/** `__proto__: x` sets the prototype where it is written out, but not where it is spread. */
function isPrototypeSetter(member: ts.ObjectLiteralElementLike): boolean {
  if (ts.isGetAccessor(member) || ts.isSetAccessor(member)) return true;
  return member.name?.getText().includes("__proto__") ?? false;
}

function isEmptySpread(value: unknown): boolean {
  return value === null || (typeof value !== "object" && typeof value !== "string") || value === "";
}

/** `...(a && known-false)`: nothing is ever spread, and `a` may be left out. */
function isNeverSpread(node: ts.Expression, context: FoldContext): boolean {
  const truthiness = knownTruthiness(context, node);
  return truthiness === false && canDrop(context, node);
}

function listOf(node: ts.SpreadElement | ts.SpreadAssignment): ts.NodeArray<ts.Node> | undefined {
  const { parent } = node;
  if (ts.isArrayLiteralExpression(parent)) return parent.elements;
  if (ts.isObjectLiteralExpression(parent)) return parent.properties;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.arguments;
  return undefined;
}

function replaceByMembers(
  context: FoldContext,
  node: ts.Node,
  literal: ts.Node,
  members: ts.NodeArray<ts.Node>,
  list: ts.NodeArray<ts.Node>,
): readonly Edit[] | undefined {
  const { unit } = context;
  const [first] = members;
  const last = members[members.length - 1];
  if (members.some(ts.isOmittedExpression)) return undefined;
  if (first === undefined || last === undefined)
    return [{ ...listItemRange(unit, list, node), parts: [] }];
  const start = node.getStart(unit.source);
  const parts = members.flatMap((member, index) => {
    const previous = members[index - 1];
    const gap =
      previous === undefined ? [] : [{ start: previous.end, end: member.getStart(unit.source) }];
    return [...gap, ...sliceOf(unit, member, start)];
  });
  const several = unit.text.slice(literal.getStart(unit.source), literal.end).includes("\n");
  const simple = several ? membersOnLines(context, members, start) : parts;
  return [{ start, end: node.end, parts: simple }];
}

/** Members of a literal of several lines, each on its own line at the spread's indentation. */
function membersOnLines(
  context: FoldContext,
  members: ts.NodeArray<ts.Node>,
  target: number,
): Edit["parts"] {
  const { unit } = context;
  const lineStart = unit.text.lastIndexOf("\n", target - 1) + 1;
  const indent = /^[ \t]*/u.exec(unit.text.slice(lineStart))?.[0] ?? "";
  return members.flatMap((member, index) => {
    const separator = index === 0 ? [] : [`,${unit.style.newline}${indent}`];
    return [...separator, ...sliceOf(unit, member, target)];
  });
}

/** Removes known entries from the dependency array of a hook: a constant never makes it run again. */
export function foldDependencies(node: ts.Node, context: FoldContext): readonly Edit[] | undefined {
  if (!ts.isArrayLiteralExpression(node) || !ts.isCallExpression(node.parent)) return undefined;
  const call = node.parent;
  const callee = skipOuter(call.expression);
  const name = ts.isPropertyAccessExpression(callee)
    ? callee.name.text
    : callee.getText(context.unit.source);
  const last = call.arguments[call.arguments.length - 1];
  const [first] = call.arguments;
  if (last !== node || call.arguments.length < 2 || first === undefined) return undefined;
  if (!/^use[A-Z]/u.test(name) || !isFunction(first)) return undefined;
  const known = node.elements.find((element) => isConstantEntry(element, context));
  return known && [{ ...listItemRange(context.unit, node.elements, known), parts: [] }];
}

function isFunction(node: ts.Node): boolean {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

function isConstantEntry(element: ts.Expression, context: FoldContext): boolean {
  const mark = marked(context, element);
  return mark !== undefined && (mark.value === null || typeof mark.value !== "object");
}
