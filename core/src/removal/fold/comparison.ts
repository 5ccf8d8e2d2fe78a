import { ts } from "ts-morph";
import type { JsonValue } from "../../text/json.js";
import { literalValue, type KnownValue } from "../syntax/literals.js";
import { skipOuter } from "../syntax/unit.js";
import type { Edit } from "../text/trackedText.js";
import { marked, toMark, type FoldContext } from "./context.js";

const kinds = ts.SyntaxKind;

type Plain = string | number | boolean | null | undefined;

function isPlain(value: JsonValue | undefined): value is Plain {
  return value === null || typeof value !== "object";
}

/** The result of comparing two plain values, or undefined where it is better left alone. */
function compare(kind: ts.SyntaxKind, left: Plain, right: Plain): boolean | undefined {
  if (kind === kinds.EqualsEqualsEqualsToken) return left === right;
  if (kind === kinds.ExclamationEqualsEqualsToken) return left !== right;
  const loosely = looselyEqual(left, right);
  if (kind === kinds.EqualsEqualsToken) return loosely;
  if (kind === kinds.ExclamationEqualsToken) return loosely === undefined ? undefined : !loosely;
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  if (kind === kinds.LessThanToken) return left < right;
  if (kind === kinds.LessThanEqualsToken) return left <= right;
  if (kind === kinds.GreaterThanToken) return left > right;
  return kind === kinds.GreaterThanEqualsToken ? left >= right : undefined;
}

function looselyEqual(left: Plain, right: Plain): boolean | undefined {
  if (typeof left === typeof right) return left === right;
  const leftMissing = left === null || left === undefined;
  const rightMissing = right === null || right === undefined;
  return leftMissing || rightMissing ? leftMissing && rightMissing : undefined;
}

/** Folds comparisons of a value that came from the flag with a value that is written out. */
export function foldComparison(node: ts.Node, context: FoldContext): readonly Edit[] | undefined {
  if (!ts.isBinaryExpression(node)) return undefined;
  const leftMark = marked(context, node.left);
  const rightMark = marked(context, node.right);
  if (leftMark === undefined && rightMark === undefined) return undefined;
  const left = leftMark ?? written(node.left, context);
  const right = rightMark ?? written(node.right, context);
  if (left === undefined || right === undefined) return undefined;
  if (!isPlain(left.value) || !isPlain(right.value)) return undefined;
  const result = compare(node.operatorToken.kind, left.value, right.value);
  return result === undefined ? undefined : [toMark(context.unit, node, result)];
}

function written(node: ts.Expression, context: FoldContext): KnownValue | undefined {
  return literalValue(context.unit, node, context.constantOf);
}

/** Folds `["a", "b"].includes(x)` and `new Set(["a", "b"]).has(x)`, by name too, for a known value. */
export function foldMembership(node: ts.Node, context: FoldContext): readonly Edit[] | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression))
    return undefined;
  const [argument, ...more] = node.arguments;
  const { name, expression } = node.expression;
  if (!membership.test(name.text) || argument === undefined || more.length > 0) return undefined;
  const mark = marked(context, argument);
  if (mark === undefined || !isPlain(mark.value)) return undefined;
  const list = listOf(expression, name.text, context);
  const values = list?.elements.map(
    (element) => marked(context, element) ?? written(element, context),
  );
  if (values === undefined) return undefined;
  if (values.some((value) => value === undefined || !isPlain(value.value))) return undefined;
  return [
    toMark(
      context.unit,
      node,
      values.some((value) => value?.value === mark.value),
    ),
  ];
}

const membership = /^(?:includes|has)$/u;

/** The list that a question looks into; a constant only where nothing but such questions is asked of it. */
function listOf(
  node: ts.Expression,
  question: string,
  context: FoldContext,
): ts.ArrayLiteralExpression | undefined {
  const inner = skipOuter(node);
  if (ts.isIdentifier(inner)) {
    const binding = context.unit.scopes.bindingOf(inner);
    const declared = binding?.declarations[0]?.parent;
    const isAskedOnly = binding?.uses.every((use) => isQuestion(use.node.parent)) === true;
    const held = declared !== undefined && ts.isVariableDeclaration(declared);
    return binding?.kind === "const" && isAskedOnly && held && declared.initializer !== undefined
      ? listOf(declared.initializer, question, context)
      : undefined;
  }
  if (question === "includes") return ts.isArrayLiteralExpression(inner) ? inner : undefined;
  const isSet = ts.isNewExpression(inner) && inner.expression.getText() === "Set";
  const [items] = isSet ? (inner.arguments ?? []) : [];
  return items !== undefined && ts.isArrayLiteralExpression(items) ? items : undefined;
}

function isQuestion(parent: ts.Node): boolean {
  const isAsked = ts.isPropertyAccessExpression(parent) && membership.test(parent.name.text);
  return isAsked && ts.isCallExpression(parent.parent) && parent.parent.expression === parent;
}

/** Folds a member of a known object, and `?.` on a known value. */
export function foldMember(node: ts.Node, context: FoldContext): readonly Edit[] | undefined {
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const mark = marked(context, node.expression);
  if (mark === undefined) return undefined;
  const { value } = mark;
  if (value === null || value === undefined) {
    const isChain = node.questionDotToken !== undefined && !ts.isCallExpression(node.parent);
    return isChain ? [toMark(context.unit, node, undefined)] : undefined;
  }
  if (typeof value !== "object" || Array.isArray(value)) return undefined;
  if (ts.isCallExpression(node.parent) && node.parent.expression === node) return undefined;
  const name = node.name.text;
  return Object.hasOwn(value, name)
    ? [toMark(context.unit, node, (value as Readonly<Record<string, JsonValue>>)[name])]
    : undefined;
}

/** Puts a known value into the template text around it. */
export function foldTemplate(node: ts.Node, context: FoldContext): readonly Edit[] | undefined {
  if (!ts.isTemplateSpan(node) || ts.isTaggedTemplateExpression(node.parent.parent))
    return undefined;
  const { expression } = node;
  const isLeftText = ts.isStringLiteralLike(expression) && context.unit.wasUnwrapped(expression);
  const mark = marked(context, expression) ?? (isLeftText ? { value: expression.text } : undefined);
  if (mark === undefined || !isPlain(mark.value)) return undefined;
  const before = node.parent.templateSpans[node.parent.templateSpans.indexOf(node) - 1];
  const opening = (before?.literal ?? node.parent.head).end - 2;
  const closing = node.literal.getStart(context.unit.source) + 1;
  const text = String(mark.value)
    .replaceAll("\\", "\\\\")
    .replaceAll("`", "\\`")
    .replaceAll("${", "\\${");
  return [{ start: opening, end: closing, parts: [text] }];
}
